-- expect: error
-- Modulo zero as the first instruction of __lt.
local P = { name = "unsaved-lt", kind = "evictor", api = 1 }

local t = setmetatable({}, { __lt = function() return 1 % 0 end })

function P.victim(state, adapter, residents)
  local x = t < 1
  return residents[1]
end

return P
