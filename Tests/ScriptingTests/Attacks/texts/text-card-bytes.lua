-- expect: error|load
-- A card with names that differ in bytes that are no text.
local P = { name = "text-card-bytes", kind = "evictor", api = 1 }
for byte = 128, 255 do P["x" .. string.char(byte)] = byte end
function P.victim(state, adapter, residents) return residents[1] end
return P
