-- expect: answer
-- What is no number as an answer.
local P = { name = "text-answer-nan", kind = "router", api = 1 }
function P.route(state, request, residents) return -(0 / 0) end
return P
