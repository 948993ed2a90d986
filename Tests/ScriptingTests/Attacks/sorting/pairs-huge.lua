-- expect: cpu|memory
-- Sorts the keys of tables as large as they can be.
local P = { name = "pairs-huge", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = {}
  for i = 1, 400000 do t[-i] = i end
  for round = 1, 1000 do for k in pairs(t) do break end end
end

return P
