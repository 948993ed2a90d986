-- expect: cpu
-- Products of long vectors: work that no instruction shows.
local P = { name = "vector-dot-loop", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local v = host.zeros(1000000)
  while true do local x = v:dot(v) end
end

return P
