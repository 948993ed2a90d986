-- expect: error
-- Modulo zero as the first instruction of a verb.
local P = { name = "unsaved-first", kind = "evictor", api = 1 }
function P.victim(state, adapter, residents) return 1 % 0 end
return P
