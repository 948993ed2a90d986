-- expect: error
-- Writes a text into a vector.
local P = { name = "vector-text", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  host.zeros(3)[1] = '1'
end

return P
