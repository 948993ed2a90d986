-- expect: error
-- A model that learns infinities.
local P = { name = "linucb-infinite", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local m = host.linucb{ arms = 2, dim = 2, discount = 0.5 }
  local x = host.zeros(2)
  x:fill(1e308)
  for i = 1, 10 do m:learn(1, x, math.huge) end
  local b = m:best(x)
  local w = m:width(1, x)
  return residents[1]
end

return P
