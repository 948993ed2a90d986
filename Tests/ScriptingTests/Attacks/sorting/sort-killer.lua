-- expect: none|cpu
-- An adversary's order that makes quicksort quadratic.
local P = { name = "sort-killer", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local n, solid, keys, candidate = 20000, 0, {}, 0
  local t = {}
  for i = 1, n do t[i], keys[i] = i, n + 1 end
  table.sort(t, function(x, y)
    if keys[x] > n and keys[y] > n then
      solid = solid + 1
      if x == candidate then keys[x] = solid else keys[y] = solid end
    end
    if keys[x] > n then candidate = x elseif keys[y] > n then candidate = y end
    return keys[x] < keys[y]
  end)
  return residents[1]
end

return P
