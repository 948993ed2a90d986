-- expect: cpu|error|memory
-- The largest cover that one call may ask for, over and over: work that no instruction shows.
local P = { name = "cover-greedy", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local n = 300
  local rows = host.rows(n)
  local v = host.zeros(n)
  for i = 1, 4000 do
    v[i % n + 1] = i % 7
    rows:append(v)
  end
  while true do host.cover{ utilities = rows, costs = v, capacity = 200, load = v, horizon = 100 } end
end

return P
