-- expect: error
-- Asks for warn, which is not there.
local P = { name = "escape-warn", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return warn
end

return P
