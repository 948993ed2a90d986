-- expect: error
-- A sketch whose size overflows.
local P = { name = "sketch-huge", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return host.sketch(1 << 33, 1 << 33)
end

return P
