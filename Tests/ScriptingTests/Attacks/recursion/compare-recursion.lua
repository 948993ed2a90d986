-- expect: error
-- __lt that compares.
local P = { name = "compare-recursion", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local m = {}
  m.__lt = function(a, b) return a < b end
  local a, b = setmetatable({}, m), setmetatable({}, m)
  return a < b
end

return P
