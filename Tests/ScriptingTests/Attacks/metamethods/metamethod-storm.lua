-- expect: cpu
-- Arithmetic that is all metamethods.
local P = { name = "metamethod-storm", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local m = {}
  m.__add = function(a, b) return a end
  local t = setmetatable({}, m)
  while true do t = t + t end
end

return P
