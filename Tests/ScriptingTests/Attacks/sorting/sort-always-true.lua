-- expect: none
-- A comparator that always says yes.
local P = { name = "sort-always-true", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = {}
  for i = 1, 1000 do t[i] = i end
  table.sort(t, function() return true end)
  return residents[1]
end

return P
