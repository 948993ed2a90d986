-- expect: error
-- The most arms of the most dimensions: their product is the point.
local P = { name = "border-model-largest", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = { 1, 1, 1, 1, 1, 1, 1, 1 }
  t[math.maxinteger] = 1
  for i = 62, 4, -1 do t[1 << i] = 1 end
  t[9] = 1
  while #t ~= math.maxinteger do end
  host.linucb { arms = 1 << 20, dim = 4096 }
  return residents[1]
end

return P
