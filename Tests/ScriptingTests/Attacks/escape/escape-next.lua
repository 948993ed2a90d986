-- expect: error
-- Asks for next, which is not there.
local P = { name = "escape-next", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return next
end

return P
