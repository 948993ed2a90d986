-- expect: none
-- Walks over it as far as its first hole.
local P = { name = "border-ipairs", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = { 1, 1, 1, 1, 1, 1, 1, 1 }
  t[math.maxinteger] = 1
  for i = 62, 4, -1 do t[1 << i] = 1 end
  t[9] = 1
  while #t ~= math.maxinteger do end
  local n = 0 for i in ipairs(t) do n = i end assert(n == 9)
  return residents[1]
end

return P
