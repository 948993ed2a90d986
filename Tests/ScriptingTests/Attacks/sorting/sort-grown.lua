-- expect: none
-- A comparator that grows the table it sorts.
local P = { name = "sort-grown", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = { 5, 4, 3, 2, 1 }
  local n = 5
  table.sort(t, function(a, b)
    n = n + 1
    t[n] = n
    return a < b
  end)
  return residents[1]
end

return P
