-- expect: error
-- Modulo zero as the first instruction of __unm.
local P = { name = "unsaved-unm", kind = "evictor", api = 1 }

local t = setmetatable({}, { __unm = function() return 1 % 0 end })

function P.victim(state, adapter, residents)
  local x = -t
  return residents[1]
end

return P
