-- expect: cpu
-- used never ends, long after the start.
local P = { name = "loop-in-used", kind = "evictor", api = 1 }
function P.used(state, adapter, step) if step > 2 then while true do end end end
function P.victim(state, adapter, residents) return residents[1] end
return P
