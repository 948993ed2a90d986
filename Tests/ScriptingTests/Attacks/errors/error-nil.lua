-- expect: error
-- An error that is nothing.
local P = { name = "error-nil", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  error()
end

return P
