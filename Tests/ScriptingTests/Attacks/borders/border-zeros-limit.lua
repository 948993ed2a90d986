-- expect: memory|budget
-- A vector of as many numbers as one may have.
local P = { name = "border-zeros-limit", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = { 1, 1, 1, 1, 1, 1, 1, 1 }
  t[math.maxinteger] = 1
  for i = 62, 4, -1 do t[1 << i] = 1 end
  t[9] = 1
  while #t ~= math.maxinteger do end
  host.zeros(0x7fffffff)
  return residents[1]
end

return P
