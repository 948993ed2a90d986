-- expect: error
-- Modulo zero as the first instruction of __newindex.
local P = { name = "unsaved-newindex", kind = "evictor", api = 1 }

local t = setmetatable({}, { __newindex = function() return 1 % 0 end })

function P.victim(state, adapter, residents)
  t.x = 1
  return residents[1]
end

return P
