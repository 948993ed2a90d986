-- expect: error
-- Modulo zero as the first instruction of a method.
local P = { name = "unsaved-method", kind = "evictor", api = 1 }

local object = {}
function object:f() return 1 % 0 end

function P.victim(state, adapter, residents)
  object:f()
  return residents[1]
end

return P
