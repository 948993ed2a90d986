-- expect: error
-- Reads place 2^63 - 1 of a ring.
local P = { name = "border-ring-place", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = { 1, 1, 1, 1, 1, 1, 1, 1 }
  t[math.maxinteger] = 1
  for i = 62, 4, -1 do t[1 << i] = 1 end
  t[9] = 1
  while #t ~= math.maxinteger do end
  local r = host.ring(3) r:push(1) local x = r[#t]
  return residents[1]
end

return P
