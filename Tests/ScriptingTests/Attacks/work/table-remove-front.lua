-- expect: cpu
-- Removes from the front of a large table, again and again.
local P = { name = "table-remove-front", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = {}
  for i = 1, 200000 do t[i] = i end
  while true do table.insert(t, 1, table.remove(t, 1)) end
end

return P
