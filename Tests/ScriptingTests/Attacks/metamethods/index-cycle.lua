-- expect: error
-- __index that points at itself.
local P = { name = "index-cycle", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = {}
  setmetatable(t, { __index = t })
  return t.x
end

return P
