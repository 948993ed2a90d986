-- expect: error
-- A whole number divided by zero.
local P = { name = "error-divide", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return 1 // 0
end

return P
