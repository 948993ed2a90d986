-- expect: cpu|memory
-- Garbage strings of half a block near the cap.
local P = { name = "memory-brim-strings", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local keep = {}
  for i = 1, 240 do keep[i] = string.rep('x', 240000) .. i end
  while true do local garbage = string.rep('y', 240000) .. #keep end
end

return P
