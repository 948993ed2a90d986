-- expect: error
-- Asks whether adapter 2^63 - 1 is on a replica.
local P = { name = "border-replicas-adapter", kind = "replica-router", api = 1 }
function P.send(state, request, replicas) return replicas:resident(1, math.maxinteger) end
return P
