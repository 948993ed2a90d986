-- expect: cpu|memory
-- A heap with ever more ids.
local P = { name = "heap-grow", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local heap = host.heap()
  local n = 0
  while true do
    n = n + 1
    heap:set(n, -n)
  end
end

return P
