-- expect: error
-- A vector of more numbers than there is room.
local P = { name = "vector-huge", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return host.zeros(1 << 40)
end

return P
