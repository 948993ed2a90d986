-- expect: error
-- A value for each byte of a long string.
local P = { name = "memory-byte", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local s = string.rep('x', 250000)
  return string.byte(s, 1, -1)
end

return P
