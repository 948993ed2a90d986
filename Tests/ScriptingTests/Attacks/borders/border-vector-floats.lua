-- expect: error
-- The same with floats and a text in between, so that no count is exact.
local P = { name = "border-vector-floats", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = { 1, 1, 1, 1, 1, 1, 1, 1 }
  t[math.maxinteger] = 1
  for i = 62, 4, -1 do t[1 << i] = 1 end
  t[9] = 1
  while #t ~= math.maxinteger do end
  t[5], t[7] = 0.5, "x"
  host.vector(t)
  return residents[1]
end

return P
