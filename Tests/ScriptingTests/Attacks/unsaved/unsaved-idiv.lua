-- expect: error
-- Modulo zero as the first instruction of __idiv.
local P = { name = "unsaved-idiv", kind = "evictor", api = 1 }

local t = setmetatable({}, { __idiv = function() return 1 % 0 end })

function P.victim(state, adapter, residents)
  local x = 9 // t
  return residents[1]
end

return P
