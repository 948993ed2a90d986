-- expect: error
-- Adds vectors of different lengths.
local P = { name = "vector-lengths", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return host.zeros(3):axpy(1, host.zeros(1000000))
end

return P
