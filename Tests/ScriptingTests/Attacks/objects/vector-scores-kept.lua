-- expect: none
-- Keeps a model's scores after the model is gone.
local P = { name = "vector-scores-kept", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local v = host.linucb{ arms = 4, dim = 3 }:scores(host.zeros(3))
  for i = 1, 50000 do local garbage = { {} } end
  local sum = v:sum()
  return residents[1]
end

return P
