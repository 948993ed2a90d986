-- expect: none
-- Takes 2^63 - 1 rows of three.
local P = { name = "border-rows-counts", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = { 1, 1, 1, 1, 1, 1, 1, 1 }
  t[math.maxinteger] = 1
  for i = 62, 4, -1 do t[1 << i] = 1 end
  t[9] = 1
  while #t ~= math.maxinteger do end
  local rows = host.rows(2)
  for i = 1, 3 do rows:append(host.zeros(2)) end
  assert(#rows:last(#t) == 3 and #rows:spaced(#t) == 3)
  rows:trim(#t)
  assert(#rows == 3 and #host.rows(1):last(#t) == 0)
  return residents[1]
end

return P
