-- expect: none
-- Asks the function of ipairs for what follows the last place.
local P = { name = "border-ipairs-end", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = { 1, 1, 1, 1, 1, 1, 1, 1 }
  t[math.maxinteger] = 1
  for i = 62, 4, -1 do t[1 << i] = 1 end
  t[9] = 1
  while #t ~= math.maxinteger do end
  local f = ipairs(t)
  local a, b = f(t, #t - 1)
  assert(a == math.maxinteger and b == 1)
  assert(f(t, #t) == nil and f(host.zeros(2), #t) == nil)
  return residents[1]
end

return P
