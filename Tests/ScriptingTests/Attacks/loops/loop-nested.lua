-- expect: cpu
-- Small loops in loops.
local P = { name = "loop-nested", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  for i = 1, 1000000 do for j = 1, 1000000 do local x = i * j end end
end

return P
