-- expect: error
-- A cover whose units overflow.
local P = { name = "cover-units-huge", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local rows = host.rows(3)
  rows:append(host.vector{ 1, 2, 3 })
  local given = { utilities = rows, costs = host.vector{ 1, 1, 1 }, capacity = math.maxinteger, units = { math.maxinteger, math.maxinteger, math.maxinteger } }
  local options = { load = host.zeros(3), previous = {}, horizon = 1 }
  for name, value in pairs(given) do options[name] = value end
  local set = host.cover(options)
  return residents[1]
end

return P
