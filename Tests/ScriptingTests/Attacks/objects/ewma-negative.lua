-- expect: error
-- An average with a negative half-life.
local P = { name = "ewma-negative", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return host.ewma(-1)
end

return P
