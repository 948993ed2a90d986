-- expect: load
-- A parameter with many fields that are none.
local parameter = { name = "x", default = 1 }
for i = 1, 20 do parameter["f" .. i * 7 % 23] = i end
local P = { name = "text-card-parameters", kind = "evictor", api = 1, parameters = { parameter } }
function P.victim(state, adapter, residents) return residents[1] end
return P
