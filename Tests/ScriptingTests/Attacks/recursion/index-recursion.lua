-- expect: error
-- __index that asks for the next key.
local P = { name = "index-recursion", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = setmetatable({}, { __index = function(t, k) return t[k + 1] end })
  return t[1]
end

return P
