-- expect: error
-- Asks for os, which is not there.
local P = { name = "escape-os", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return os
end

return P
