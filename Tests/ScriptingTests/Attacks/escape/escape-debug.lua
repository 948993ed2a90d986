-- expect: error
-- Asks for debug, which is not there.
local P = { name = "escape-debug", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return debug
end

return P
