-- expect: none
-- No attack: fifteen arms of 700 dimensions that forget, scored and taught at each step.
local P = { name = "linucb-discount-honest", kind = "router", api = 1 }

function P.start(setting)
  local x = host.zeros(700)
  for i = 1, 700 do x[i] = host.rng():normal() / 26 end
  return { m = host.linucb { arms = 15, dim = 700, discount = 0.99 }, x = x, arm = 1 }
end
function P.route(state, request, residents)
  state.x[1 + request.step] = host.rng():normal()
  state.arm = state.m:scores(state.x):argmax()
  return 1
end
function P.learn(state, outcome) state.m:learn(state.arm, state.x, outcome.reward) end

return P
