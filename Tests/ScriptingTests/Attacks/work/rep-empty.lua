-- expect: none
-- Repeats nothing very often: a loop in C.
local P = { name = "rep-empty", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local s = string.rep('', 1 << 50)
  assert(s == '')
  local t = string.rep('', math.maxinteger)
  return residents[1]
end

return P
