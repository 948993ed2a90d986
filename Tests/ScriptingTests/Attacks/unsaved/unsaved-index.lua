-- expect: error
-- Modulo zero as the first instruction of __index.
local P = { name = "unsaved-index", kind = "evictor", api = 1 }

local t = setmetatable({}, { __index = function() return 1 % 0 end })

function P.victim(state, adapter, residents)
  local x = t.x
  return residents[1]
end

return P
