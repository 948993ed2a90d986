-- expect: error
-- Asks replica 2^63 - 1 how full it is.
local P = { name = "border-replicas", kind = "replica-router", api = 1 }
function P.send(state, request, replicas) return replicas:kv(math.maxinteger) end
return P
