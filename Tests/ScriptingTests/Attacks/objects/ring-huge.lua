-- expect: error
-- A ring of more numbers than there is room.
local P = { name = "ring-huge", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return host.ring(1 << 45)
end

return P
