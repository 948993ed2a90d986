-- expect: error
-- A single model that is larger than all that a script may have.
local P = { name = "memory-model-wide", kind = "router", api = 1 }

function P.start(setting) return { m = host.linucb { arms = 40, dim = 2000 } } end
function P.route(state, request, residents) return 1 end

return P
