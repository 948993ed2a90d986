-- expect: error
-- A vector whose bytes overflow.
local P = { name = "vector-overflow", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return host.zeros(math.maxinteger)
end

return P
