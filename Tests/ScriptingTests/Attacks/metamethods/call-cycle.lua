-- expect: error
-- A table that is called by calling itself.
local P = { name = "call-cycle", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = {}
  setmetatable(t, { __call = t })
  t()
end

return P
