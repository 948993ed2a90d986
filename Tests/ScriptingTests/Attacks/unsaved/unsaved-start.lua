-- expect: error
-- Modulo zero as the first instruction of start.
local P = { name = "unsaved-start", kind = "evictor", api = 1 }
function P.start(setting) return 7 % 0 end
function P.victim(state, adapter, residents) return residents[1] end
return P
