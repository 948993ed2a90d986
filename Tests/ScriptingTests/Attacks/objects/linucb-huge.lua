-- expect: error
-- More arms than there is room.
local P = { name = "linucb-huge", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return host.linucb{ arms = 1 << 40, dim = 1000 }
end

return P
