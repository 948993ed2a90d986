-- expect: memory|cpu
-- A list with the largest id.
local P = { name = "list-far-id", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local list = host.list()
  list:front(2147483647)
  list:front(1)
  return residents[1]
end

return P
