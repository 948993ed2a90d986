-- expect: error
-- Arithmetic on what is no number.
local P = { name = "error-arithmetic", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return nil + {}
end

return P
