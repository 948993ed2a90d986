-- expect: error
-- Division without remainder by zero as the first instruction of a verb.
local P = { name = "unsaved-divide", kind = "evictor", api = 1 }
function P.victim(state, adapter, residents) return adapter // 0 end
return P
