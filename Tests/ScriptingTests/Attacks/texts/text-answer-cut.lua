-- expect: answer
-- A text as an answer, cut within a character.
local P = { name = "text-answer-cut", kind = "router", api = 1 }
function P.route(state, request, residents) return ("x"):rep(59) .. "\u{20ac}\u{20ac}" end
return P
