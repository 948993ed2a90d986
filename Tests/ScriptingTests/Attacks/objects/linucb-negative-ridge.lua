-- expect: error
-- A model with a negative ridge.
local P = { name = "linucb-negative-ridge", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return host.linucb{ arms = 2, dim = 2, ridge = -1 }
end

return P
