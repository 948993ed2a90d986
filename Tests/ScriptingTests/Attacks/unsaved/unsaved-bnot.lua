-- expect: error
-- Modulo zero as the first instruction of __bnot.
local P = { name = "unsaved-bnot", kind = "evictor", api = 1 }

local t = setmetatable({}, { __bnot = function() return 1 % 0 end })

function P.victim(state, adapter, residents)
  local x = ~t
  return residents[1]
end

return P
