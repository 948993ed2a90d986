-- expect: error
-- Moves 2^63 - 2 items down by one place.
local P = { name = "border-remove-front", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = { 1, 1, 1, 1, 1, 1, 1, 1 }
  t[math.maxinteger] = 1
  for i = 62, 4, -1 do t[1 << i] = 1 end
  t[9] = 1
  while #t ~= math.maxinteger do end
  table.remove(t, 1)
  return residents[1]
end

return P
