-- expect: none|cpu|budget
-- Moves half a million items, mostly holes, down by one place.
local P = { name = "border-middle-remove-front", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = { 1, 1, 1, 1, 1, 1, 1, 1 }
  for i = 1, 40 do t[-i] = 1 end
  for i = 19, 4, -1 do t[1 << i] = 1 end
  t[9] = 1
  while #t ~= 1 << 19 do end
  assert(table.remove(t, 1) == 1)
  return residents[1]
end

return P
