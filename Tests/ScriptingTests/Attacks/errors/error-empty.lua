-- expect: error
-- An error that says nothing.
local P = { name = "error-empty", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  error("")
end

return P
