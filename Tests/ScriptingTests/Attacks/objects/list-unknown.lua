-- expect: none
-- Walks a list from an id that is not in it.
local P = { name = "list-unknown", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local list = host.list()
  list:front(1)
  local x = list:next(77)
  local y = list:remove(77)
  return residents[1]
end

return P
