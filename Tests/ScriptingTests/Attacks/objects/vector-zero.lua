-- expect: error
-- Writes before a vector.
local P = { name = "vector-zero", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  host.zeros(3)[0] = 1
end

return P
