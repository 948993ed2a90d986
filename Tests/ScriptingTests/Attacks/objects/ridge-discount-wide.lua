-- expect: none
-- A wide model that forgets: by inverses, each question took d^3 multiplications that nothing interrupts.
local P = { name = "ridge-discount-wide", kind = "router", api = 1 }

function P.start(setting)
  return { m = host.ridge { dim = 2000, discount = 0.99 }, x = host.zeros(2000):fill(0.01) }
end
function P.route(state, request, residents)
  if request.step == 0 then state.m:learn(state.x, 1) else local y = state.m:mean(state.x) end
  return 1
end

return P
