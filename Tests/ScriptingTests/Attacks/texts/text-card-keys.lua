-- expect: error
-- A card with keys of every kind.
local P = { name = "text-card-keys", kind = "evictor", api = 1 }
P[true], P[false], P[P], P[host.heap()], P[host.zeros(1)], P[tostring] = 1, 2, 3, 4, 5, 6
function P.victim(state, adapter, residents) return residents[1] end
return P
