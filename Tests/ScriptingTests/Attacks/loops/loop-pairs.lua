-- expect: cpu
-- Walks a large table over and over.
local P = { name = "loop-pairs", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = {}
  for i = 1, 20000 do t['k' .. i] = i end
  while true do for k, v in pairs(t) do end end
end

return P
