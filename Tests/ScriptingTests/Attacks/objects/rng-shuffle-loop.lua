-- expect: cpu|memory
-- Shuffles a large list over and over.
local P = { name = "rng-shuffle-loop", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = {}
  for i = 1, 200000 do t[i] = i end
  local rng = host.rng()
  while true do rng:shuffle(t) end
end

return P
