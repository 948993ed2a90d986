-- expect: none
-- The lowest integer divided by -1.
local P = { name = "divide-lowest", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  assert(math.mininteger // -1 == math.mininteger)
  assert(math.mininteger % -1 == 0)
  return residents[1]
end

return P
