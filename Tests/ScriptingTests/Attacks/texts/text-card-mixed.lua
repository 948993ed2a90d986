-- expect: error
-- A list with named fields beside its items.
local P = { name = "text-card-mixed", kind = "evictor", api = 1, sources = { "a", "b", other = "c", more = "d" } }
function P.victim(state, adapter, residents) return residents[1] end
return P
