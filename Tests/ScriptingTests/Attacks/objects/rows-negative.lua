-- expect: error
-- Trims rows to a negative count.
local P = { name = "rows-negative", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return host.rows(3):trim(-1)
end

return P
