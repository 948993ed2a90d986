-- expect: error
-- __add that adds.
local P = { name = "arithmetic-recursion", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = setmetatable({}, { __add = function(a, b) return a + b end })
  return t + 1
end

return P
