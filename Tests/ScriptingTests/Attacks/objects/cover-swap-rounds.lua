-- expect: error|budget|cpu|none
-- Exchanges round after round: no round may begin that one call cannot take.
local P = { name = "cover-swap-rounds", kind = "router", api = 1 }

function P.start(setting)
  local rows, row = host.rows(200), host.zeros(200)
  for i = 1, 400 do
    for j = 1, 200 do row[j] = ((i * 7919 + j * 104729) % 1009) / 1009 end
    rows:append(row)
  end
  return { rows = rows, costs = host.zeros(200):fill(2) }
end
function P.route(state, request, residents)
  host.cover { utilities = state.rows, costs = state.costs, capacity = 40, search = "swaps" }
  return 1
end

return P
