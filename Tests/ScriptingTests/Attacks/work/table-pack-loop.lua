-- expect: cpu|memory
-- Packs many arguments over and over.
local P = { name = "table-pack-loop", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = {}
  for i = 1, 200 do t[i] = i end
  while true do t = table.pack(table.unpack(t)) end
end

return P
