-- expect: memory|cpu
-- A list with ever more ids.
local P = { name = "list-grow", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local list = host.list()
  local n = 0
  while true do
    n = n + 1
    list:front(n)
  end
end

return P
