-- expect: cpu|memory
-- Copies of many rows, over and over.
local P = { name = "rows-copies", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local rows = host.rows(100)
  local v = host.zeros(100)
  for i = 1, 10000 do rows:append(v) end
  while true do local copy = rows:last(10000) end
end

return P
