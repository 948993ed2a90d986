-- expect: error
-- Asks for collectgarbage, which is not there.
local P = { name = "escape-collectgarbage", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return collectgarbage
end

return P
