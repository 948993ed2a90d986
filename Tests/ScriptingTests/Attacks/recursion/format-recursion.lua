-- expect: error
-- __tostring inside string.format inside __tostring.
local P = { name = "format-recursion", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = setmetatable({}, { __tostring = function(t) return string.format('%s', t) end })
  return string.format('%s %s', t, t)
end

return P
