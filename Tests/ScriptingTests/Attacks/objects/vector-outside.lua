-- expect: error
-- Reads beyond a vector.
local P = { name = "vector-outside", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return host.zeros(3)[4]
end

return P
