-- expect: error
-- An option that is not there.
local P = { name = "linucb-unknown-option", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return host.linucb{ arms = 2, dim = 2, alhpa = 1 }
end

return P
