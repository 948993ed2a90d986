-- expect: error|budget|cpu
-- More arms that forget than one call can score: refused before the work is done.
local P = { name = "linucb-discount-many", kind = "router", api = 1 }

function P.start(setting)
  return { m = host.linucb { arms = 1500, dim = 64, discount = 0.9 }, x = host.zeros(64):fill(0.1), next = 1 }
end
function P.route(state, request, residents)
  for i = 1, 400 do
    state.m:learn(state.next, state.x, 1)
    state.next = state.next % 1500 + 1
  end
  return 1
end
function P.learn(state, outcome) for i = 1, 100 do state.m:scores(state.x) end end

return P
