-- expect: error
-- An error that is a number.
local P = { name = "error-number", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  error(42)
end

return P
