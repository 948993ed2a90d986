-- expect: cpu|memory
-- Sorts as many numbers as memory holds.
local P = { name = "sort-huge", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = {}
  for i = 1, 1000000 do t[i] = (i * 7919) % 1000003 end
  while true do table.sort(t) end
end

return P
