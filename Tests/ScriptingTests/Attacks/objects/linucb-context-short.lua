-- expect: error
-- A context that is too short.
local P = { name = "linucb-context-short", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return host.linucb{ arms = 2, dim = 20 }:scores(host.zeros(2))
end

return P
