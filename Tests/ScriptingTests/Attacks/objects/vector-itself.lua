-- expect: none
-- Adds a vector to itself, and copies it onto itself.
local P = { name = "vector-itself", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local v = host.zeros(3)
  v:fill(1)
  v:axpy(1, v)
  v:copy(v)
  assert(v[3] == 2)
  return residents[1]
end

return P
