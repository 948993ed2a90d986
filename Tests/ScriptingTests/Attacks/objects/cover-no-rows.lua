-- expect: none
-- Covers of no rows at all, by each search.
local P = { name = "cover-no-rows", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  for _, search in ipairs{ "greedy", "swaps", "exact" } do
    local v = host.vector{ 1, 1, 1 }
    host.cover{ utilities = host.rows(3), costs = v, capacity = 2, load = v, search = search }
    host.cover{ utilities = host.rows(3), costs = v, capacity = 2, units = { 1, 1, 1 }, search = search }
  end
  return residents[1]
end

return P
