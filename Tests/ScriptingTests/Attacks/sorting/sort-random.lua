-- expect: cpu
-- A comparator that draws lots.
local P = { name = "sort-random", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = {}
  local rng = host.rng()
  for i = 1, 5000 do t[i] = i end
  for round = 1, 20 do table.sort(t, function() return rng:uniform() < 0.5 end) end
  return residents[1]
end

return P
