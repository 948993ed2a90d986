-- expect: error
-- Asks for the head of adapter -2^63.
local P = { name = "border-heads-adapter", kind = "scheduler", api = 1 }
function P.choose(state, heads, now) return heads:place(math.mininteger) end
return P
