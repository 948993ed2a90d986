-- expect: error
-- Modulo zero as the first instruction of a router over replicas.
local P = { name = "unsaved-send", kind = "replica-router", api = 1 }
function P.send(state, request, replicas) return 3 % 0 end
return P
