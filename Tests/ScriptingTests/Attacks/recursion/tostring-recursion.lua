-- expect: error
-- __tostring that asks for its own text.
local P = { name = "tostring-recursion", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = setmetatable({}, { __tostring = function(t) return tostring(t) end })
  return tostring(t)
end

return P
