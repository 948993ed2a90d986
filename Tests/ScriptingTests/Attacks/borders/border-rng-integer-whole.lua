-- expect: error
-- Draws from all numbers of 64 bits by the stream.
local P = { name = "border-rng-integer-whole", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = { 1, 1, 1, 1, 1, 1, 1, 1 }
  t[math.maxinteger] = 1
  for i = 62, 4, -1 do t[1 << i] = 1 end
  t[9] = 1
  while #t ~= math.maxinteger do end
  host.rng():integer(-#t, #t)
  return residents[1]
end

return P
