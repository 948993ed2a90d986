-- expect: error
-- A model of 2^63 arms, a number that is no whole one of 64 bits.
local P = { name = "border-arms-float", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = { 1, 1, 1, 1, 1, 1, 1, 1 }
  t[math.maxinteger] = 1
  for i = 62, 4, -1 do t[1 << i] = 1 end
  t[9] = 1
  while #t ~= math.maxinteger do end
  host.linucb { arms = 2.0 ^ 63, dim = 1 }
  return residents[1]
end

return P
