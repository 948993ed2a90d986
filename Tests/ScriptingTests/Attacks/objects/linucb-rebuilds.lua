-- expect: cpu|none
-- Contexts so long that each observation rebuilds the inverse, d^3 multiplications, which are charged.
local P = { name = "linucb-rebuilds", kind = "router", api = 1 }

function P.start(setting)
  return { m = host.ridge { dim = 256, ridge = 1e-9 }, x = host.zeros(256), at = 0 }
end
function P.route(state, request, residents)
  for i = 1, 1000 do
    state.x:fill(0)
    state.at = state.at % 256 + 1
    state.x[state.at] = 1e3
    state.m:learn(state.x, 1)
  end
  return 1
end

return P
