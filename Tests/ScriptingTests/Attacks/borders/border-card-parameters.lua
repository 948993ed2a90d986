-- expect: error
-- A card whose parameters are a list that is claimed to have 2^63 - 1 items.
local P = { name = "border-card-parameters", kind = "evictor", api = 1 }
do
  local t = { 1, 1, 1, 1, 1, 1, 1, 1 }
  t[math.maxinteger] = 1
  for i = 62, 4, -1 do t[1 << i] = 1 end
  t[9] = 1
  while #t ~= math.maxinteger do end
  P.parameters = t
end

function P.victim(state, adapter, residents) return residents[1] end

return P
