-- expect: error
-- A card that is nested too deeply in one field, and has keys that are no names in another.
local P = { name = "text-card-two-faults", kind = "evictor", api = 1 }
P.alpha = { a = { a = { a = { a = { a = { a = 1 } } } } } }
P.beta = { [{}] = 1, [true] = 2 }
P.gamma = { 1, 2, nil, 4, x = 1 }
function P.victim(state, adapter, residents) return residents[1] end
return P
