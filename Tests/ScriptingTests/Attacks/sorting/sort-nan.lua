-- expect: none
-- Sorts numbers that are none.
local P = { name = "sort-nan", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = {}
  for i = 1, 1000 do t[i] = i % 3 == 0 and 0 / 0 or i end
  table.sort(t)
  return residents[1]
end

return P
