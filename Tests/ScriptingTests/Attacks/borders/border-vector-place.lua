-- expect: error
-- Writes to place -2^63 of a vector.
local P = { name = "border-vector-place", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = { 1, 1, 1, 1, 1, 1, 1, 1 }
  t[math.maxinteger] = 1
  for i = 62, 4, -1 do t[1 << i] = 1 end
  t[9] = 1
  while #t ~= math.maxinteger do end
  host.zeros(3)[-#t - 1] = 1
  return residents[1]
end

return P
