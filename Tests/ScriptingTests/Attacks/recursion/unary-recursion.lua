-- expect: error
-- __unm that negates.
local P = { name = "unary-recursion", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = setmetatable({}, { __unm = function(t) return -t end })
  return -t
end

return P
