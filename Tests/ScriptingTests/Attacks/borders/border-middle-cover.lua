-- expect: error
-- The previous set of a cover is such a list.
local P = { name = "border-middle-cover", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = { 1, 1, 1, 1, 1, 1, 1, 1 }
  for i = 1, 40 do t[-i] = 1 end
  for i = 19, 4, -1 do t[1 << i] = 1 end
  t[9] = 1
  while #t ~= 1 << 19 do end
  local rows = host.rows(4)
  rows:append(host.vector { 1, 2, 3, 4 })
  host.cover { utilities = rows, costs = host.zeros(4):fill(1), capacity = 2, previous = t }
  return residents[1]
end

return P
