-- expect: error
-- An arm that is not there.
local P = { name = "linucb-arm-outside", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return host.linucb{ arms = 2, dim = 2 }:count(3)
end

return P
