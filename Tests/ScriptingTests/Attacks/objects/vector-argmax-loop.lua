-- expect: cpu
-- Searches long vectors.
local P = { name = "vector-argmax-loop", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local v = host.zeros(1000000)
  while true do local x = v:argmax() end
end

return P
