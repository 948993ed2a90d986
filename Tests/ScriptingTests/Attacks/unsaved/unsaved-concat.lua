-- expect: error
-- Modulo zero as the first instruction of __concat.
local P = { name = "unsaved-concat", kind = "evictor", api = 1 }

local t = setmetatable({}, { __concat = function() return 1 % 0 end })

function P.victim(state, adapter, residents)
  local x = t .. "x"
  return residents[1]
end

return P
