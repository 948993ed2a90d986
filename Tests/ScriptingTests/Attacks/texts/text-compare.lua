-- expect: error
-- Compares what has no order.
local P = { name = "text-compare", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local x = {} < P.victim
  return residents[1]
end

return P
