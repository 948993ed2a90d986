-- expect: error
-- Asks for xpcall, which is not there.
local P = { name = "escape-xpcall", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return xpcall
end

return P
