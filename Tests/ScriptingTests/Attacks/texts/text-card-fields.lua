-- expect: load
-- A card with many fields that are none, of which one is named.
local P = { name = "text-card-fields", kind = "evictor", api = 1 }
for i = 1, 30 do P["field" .. i * 17 % 31] = i end
function P.victim(state, adapter, residents) return residents[1] end
return P
