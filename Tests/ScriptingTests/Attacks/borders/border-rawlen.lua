-- expect: none
-- Asks for its length by other ways.
local P = { name = "border-rawlen", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = { 1, 1, 1, 1, 1, 1, 1, 1 }
  t[math.maxinteger] = 1
  for i = 62, 4, -1 do t[1 << i] = 1 end
  t[9] = 1
  while #t ~= math.maxinteger do end
  assert(rawlen(t) == #t and select("#", t) == 1)
  return residents[1]
end

return P
