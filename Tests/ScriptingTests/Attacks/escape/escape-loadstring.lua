-- expect: error
-- Asks for loadstring, which is not there.
local P = { name = "escape-loadstring", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return loadstring
end

return P
