-- expect: memory|cpu
-- Keeps small models until there is no more memory for them.
local P = { name = "memory-models-kept", kind = "router", api = 1 }

function P.start(setting) return {} end
function P.route(state, request, residents)
  for i = 1, 20000 do state[#state + 1] = host.ridge { dim = 1 } end
  return 1
end

return P
