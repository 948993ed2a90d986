-- expect: none
-- Lays a hand on the metatable of views.
local P = { name = "escape-view-metatable", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local m = getmetatable(residents)
  assert(type(m) ~= 'table')
  return residents[1]
end

return P
