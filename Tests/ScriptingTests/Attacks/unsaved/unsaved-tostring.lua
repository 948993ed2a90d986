-- expect: error
-- Modulo zero as the first instruction of __tostring.
local P = { name = "unsaved-tostring", kind = "evictor", api = 1 }

local t = setmetatable({}, { __tostring = function() return 1 % 0 end })

function P.victim(state, adapter, residents)
  tostring(t)
  return residents[1]
end

return P
