-- expect: error
-- Modulo zero as the first instruction of what is told of a use.
local P = { name = "unsaved-used", kind = "evictor", api = 1 }
function P.used(state, adapter, step) return step % 0 end
function P.victim(state, adapter, residents) return residents[1] end
return P
