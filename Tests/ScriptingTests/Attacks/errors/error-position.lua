-- expect: error
-- An error that lies about its position.
local P = { name = "error-position", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  error('policy:99999999999999999999: it was not me', 0)
end

return P
