-- expect: error
-- A chain of __call.
local P = { name = "call-chain", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = function() return 1 end
  for i = 1, 100000 do t = setmetatable({}, { __call = t }) end
  t()
  return residents[1]
end

return P
