-- expect: error
-- Asks for load, which is not there.
local P = { name = "escape-load", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return load
end

return P
