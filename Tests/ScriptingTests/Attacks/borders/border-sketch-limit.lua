-- expect: memory|budget
-- The largest sketch that may be asked for.
local P = { name = "border-sketch-limit", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = { 1, 1, 1, 1, 1, 1, 1, 1 }
  t[math.maxinteger] = 1
  for i = 62, 4, -1 do t[1 << i] = 1 end
  t[9] = 1
  while #t ~= math.maxinteger do end
  host.sketch(1 << 24, 16)
  return residents[1]
end

return P
