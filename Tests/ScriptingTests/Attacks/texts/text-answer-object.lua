-- expect: answer
-- An object as an answer.
local P = { name = "text-answer-object", kind = "evictor", api = 1 }
function P.victim(state, adapter, residents) return host.ewma(3) end
return P
