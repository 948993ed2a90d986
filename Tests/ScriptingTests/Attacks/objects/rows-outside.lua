-- expect: error
-- Reads beyond the rows.
local P = { name = "rows-outside", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return host.rows(2):get(1, 1)
end

return P
