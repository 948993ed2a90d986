-- expect: error|budget
-- A cover that takes longer than a call may.
local P = { name = "cover-huge", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local n = 300
  local rows = host.rows(n)
  local v = host.zeros(n)
  for i = 1, n do v[i] = i % 7 end
  for i = 1, 4000 do rows:append(v) end
  while true do
    host.cover{ utilities = rows, costs = v, capacity = 100, load = v, previous = {}, horizon = 100, search = 'swaps' }
  end
end

return P
