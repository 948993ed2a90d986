-- expect: error
-- __newindex that points at itself.
local P = { name = "newindex-cycle", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = {}
  setmetatable(t, { __newindex = t })
  t.x = 1
end

return P
