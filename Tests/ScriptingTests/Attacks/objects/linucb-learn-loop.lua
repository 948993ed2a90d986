-- expect: cpu
-- Learns large models without end.
local P = { name = "linucb-learn-loop", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local m = host.linucb{ arms = 2, dim = 400 }
  local x = host.zeros(400)
  x:fill(0.05)
  while true do m:learn(1, x, 1) end
end

return P
