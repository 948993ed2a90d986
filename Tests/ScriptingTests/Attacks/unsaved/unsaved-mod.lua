-- expect: error
-- Modulo zero as the first instruction of __mod.
local P = { name = "unsaved-mod", kind = "evictor", api = 1 }

local t = setmetatable({}, { __mod = function() return 1 % 0 end })

function P.victim(state, adapter, residents)
  local x = t % 2
  return residents[1]
end

return P
