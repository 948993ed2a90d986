-- expect: error
-- A range that is upside down.
local P = { name = "rng-range", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return host.rng():integer(5, 1)
end

return P
