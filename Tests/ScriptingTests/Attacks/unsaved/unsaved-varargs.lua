-- expect: error
-- Modulo zero as the first instruction of a function of any number of arguments.
local P = { name = "unsaved-varargs", kind = "evictor", api = 1 }
function P.victim(...) return 5 % 0 end
return P
