-- expect: cpu
-- Inserts at the front of a growing table.
local P = { name = "table-insert-front", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = {}
  while true do table.insert(t, 1, 0) end
end

return P
