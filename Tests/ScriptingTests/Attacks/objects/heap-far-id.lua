-- expect: memory|cpu
-- A heap with the largest id.
local P = { name = "heap-far-id", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local heap = host.heap()
  heap:set(2147483647, 1)
  heap:set(1, 2)
  return residents[1]
end

return P
