-- expect: error
-- A cover of negative capacity.
local P = { name = "cover-negative", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local rows = host.rows(3)
  rows:append(host.vector{ 1, 2, 3 })
  local given = { utilities = rows, costs = host.vector{ 1, 1, 1 }, capacity = -1 }
  local options = { load = host.zeros(3), previous = {}, horizon = 1 }
  for name, value in pairs(given) do options[name] = value end
  local set = host.cover(options)
  return residents[1]
end

return P
