-- expect: error
-- An error at a level that is not there.
local P = { name = "error-level", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  error('x', 1 << 40)
end

return P
