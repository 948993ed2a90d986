-- expect: answer
-- The lowest whole number as a route.
local P = { name = "border-answer-lowest", kind = "router", api = 1 }
function P.route(state, request, residents) return math.mininteger end
return P
