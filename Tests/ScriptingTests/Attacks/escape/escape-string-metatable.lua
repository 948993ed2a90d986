-- expect: none
-- Lays a hand on the metatable of all strings.
local P = { name = "escape-string-metatable", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local m = getmetatable('')
  assert(type(m) ~= 'table')
  return residents[1]
end

return P
