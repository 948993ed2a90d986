-- expect: error
-- An error that is a function.
local P = { name = "error-function", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  error(function() end)
end

return P
