-- expect: error
-- Units whose sum would be no number any more.
local P = { name = "cover-units-sum", kind = "router", api = 1 }

function P.start(setting)
  local units, pinned = {}, {}
  for i = 1, 1100 do units[i], pinned[i] = 1 << 53, i end
  local rows = host.rows(1100)
  rows:append(host.zeros(1100))
  host.cover { utilities = rows, costs = host.zeros(1100), capacity = 1, units = units, pinned = pinned }
  return {}
end
function P.route(state, request, residents) return 1 end

return P
