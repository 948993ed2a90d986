-- expect: error
-- Indexes a vector by the largest integer.
local P = { name = "vector-huge-index", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  host.zeros(3)[math.maxinteger] = 1
end

return P
