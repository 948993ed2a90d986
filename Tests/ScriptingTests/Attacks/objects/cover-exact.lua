-- expect: none|cpu|error
-- The exact cover of a large instance.
local P = { name = "cover-exact", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local n = 60
  local rows = host.rows(n)
  local v = host.zeros(n)
  for r = 1, 400 do
    for i = 1, n do v[i] = (r * 31 + i * 17) % 97 end
    rows:append(v)
  end
  host.cover{ utilities = rows, costs = v, capacity = 30, load = v, previous = {}, horizon = 100, search = 'exact' }
  return residents[1]
end

return P
