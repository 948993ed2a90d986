-- expect: none
-- Lays a hand on the metatable of vectors.
local P = { name = "escape-object-metatable", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local m = getmetatable(host.zeros(1))
  assert(type(m) ~= 'table')
  return residents[1]
end

return P
