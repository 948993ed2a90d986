-- expect: error
-- Asks for string.gmatch, which is not there.
local P = { name = "escape-string-gmatch", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return string.gmatch
end

return P
