-- expect: error
-- __concat that concatenates.
local P = { name = "concat-recursion", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = setmetatable({}, { __concat = function(a, b) return a .. b end })
  return t .. t
end

return P
