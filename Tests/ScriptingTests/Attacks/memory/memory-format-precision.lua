-- expect: none
-- A float with all its digits.
local P = { name = "memory-format-precision", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local s = string.format('%99.99f', -1e308)
  return residents[1]
end

return P
