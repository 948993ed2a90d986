-- expect: cpu
-- Joins a large table over and over.
local P = { name = "table-concat-loop", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = {}
  for i = 1, 60000 do t[i] = 'ab' end
  while true do local s = table.concat(t) end
end

return P
