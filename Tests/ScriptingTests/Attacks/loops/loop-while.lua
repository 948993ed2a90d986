-- expect: cpu
-- A loop that never ends.
local P = { name = "loop-while", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  while true do end
end

return P
