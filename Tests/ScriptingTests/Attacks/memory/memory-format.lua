-- expect: error
-- A format with a huge width.
local P = { name = "memory-format", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return string.format('%99999999d', 1)
end

return P
