-- expect: answer
-- The highest whole number as a victim.
local P = { name = "border-answer", kind = "evictor", api = 1 }
function P.victim(state, adapter, residents) return math.maxinteger end
return P
