-- expect: error
-- A ring of nothing.
local P = { name = "ring-zero", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return host.ring(0)
end

return P
