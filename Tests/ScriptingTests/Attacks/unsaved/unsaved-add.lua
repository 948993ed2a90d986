-- expect: error
-- Modulo zero as the first instruction of __add.
local P = { name = "unsaved-add", kind = "evictor", api = 1 }

local t = setmetatable({}, { __add = function() return 1 % 0 end })

function P.victim(state, adapter, residents)
  local x = t + 1
  return residents[1]
end

return P
