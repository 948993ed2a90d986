-- expect: error
-- A model of no dimension.
local P = { name = "linucb-zero", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return host.linucb{ arms = 1, dim = 0 }
end

return P
