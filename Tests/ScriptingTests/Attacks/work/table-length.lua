-- expect: cpu
-- Asks for the border of tables with holes.
local P = { name = "table-length", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = {}
  for i = 1, 200000 do t[i] = i end
  for i = 1, 100000 do t[200001 - i] = nil end
  while true do local n = #t end
end

return P
