-- expect: error
-- The capacity of a cover is 2^63 - 1.
local P = { name = "border-cover-capacity", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = { 1, 1, 1, 1, 1, 1, 1, 1 }
  t[math.maxinteger] = 1
  for i = 62, 4, -1 do t[1 << i] = 1 end
  t[9] = 1
  while #t ~= math.maxinteger do end
  local rows = host.rows(4)
  rows:append(host.vector { 1, 2, 3, 4 })
  host.cover { utilities = rows, costs = host.zeros(4):fill(1), capacity = #t }
  return residents[1]
end

return P
