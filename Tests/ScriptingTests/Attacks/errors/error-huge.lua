-- expect: error
-- An error as long as a string may be.
local P = { name = "error-huge", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  error(string.rep('x', 250000))
end

return P
