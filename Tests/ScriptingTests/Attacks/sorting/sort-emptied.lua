-- expect: none|cpu
-- A comparator that empties the table it sorts.
local P = { name = "sort-emptied", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = {}
  for i = 1, 1000 do t[i] = 1000 - i end
  table.sort(t, function(a, b)
    for i = 1, 1000 do t[i] = nil end
    return (a or 0) < (b or 0)
  end)
  return residents[1]
end

return P
