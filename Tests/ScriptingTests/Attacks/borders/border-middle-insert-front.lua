-- expect: none|cpu|budget
-- Moves half a million items, mostly holes, up by one place.
local P = { name = "border-middle-insert-front", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = { 1, 1, 1, 1, 1, 1, 1, 1 }
  for i = 1, 40 do t[-i] = 1 end
  for i = 19, 4, -1 do t[1 << i] = 1 end
  t[9] = 1
  while #t ~= 1 << 19 do end
  table.insert(t, 1, 7) assert(t[1] == 7)
  return residents[1]
end

return P
