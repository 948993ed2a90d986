-- expect: error
-- Modulo zero as the first instruction of __eq.
local P = { name = "unsaved-eq", kind = "evictor", api = 1 }

local t = setmetatable({}, { __eq = function() return 1 % 0 end })

function P.victim(state, adapter, residents)
  local x = t == setmetatable({}, getmetatable(t))
  return residents[1]
end

return P
