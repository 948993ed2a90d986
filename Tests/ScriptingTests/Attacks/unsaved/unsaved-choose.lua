-- expect: error
-- Modulo zero as the first instruction of a scheduler.
local P = { name = "unsaved-choose", kind = "scheduler", api = 1 }
function P.choose(state, heads, now) return 3 // 0 end
return P
