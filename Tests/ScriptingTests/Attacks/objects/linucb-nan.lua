-- expect: error
-- A model that learns what is no number.
local P = { name = "linucb-nan", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local m = host.linucb{ arms = 2, dim = 2 }
  local x = host.zeros(2)
  x:fill(0 / 0)
  m:learn(1, x, 0 / 0)
  local s = m:scores(x)
  local b = m:best(x)
  return residents[1]
end

return P
