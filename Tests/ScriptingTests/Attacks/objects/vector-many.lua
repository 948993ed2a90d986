-- expect: memory|cpu
-- Vectors without end.
local P = { name = "vector-many", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local keep = {}
  while true do keep[#keep + 1] = host.zeros(10000) end
end

return P
