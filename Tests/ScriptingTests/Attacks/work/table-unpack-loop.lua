-- expect: error
-- Lays a large table on the stack over and over.
local P = { name = "table-unpack-loop", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = {}
  for i = 1, 200000 do t[i] = i end
  while true do local a = select('#', table.unpack(t)) end
end

return P
