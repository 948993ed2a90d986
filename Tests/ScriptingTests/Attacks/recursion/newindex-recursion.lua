-- expect: error
-- __newindex that sets the next key.
local P = { name = "newindex-recursion", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = setmetatable({}, { __newindex = function(t, k, v) t[k + 1] = v end })
  t[1] = 1
end

return P
