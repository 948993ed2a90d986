-- expect: error
-- Reads beyond a ring.
local P = { name = "ring-outside", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local ring = host.ring(3)
  ring:push(1)
  local x = ring[3]
  return x == nil and residents[1] or error('outside')
end

return P
