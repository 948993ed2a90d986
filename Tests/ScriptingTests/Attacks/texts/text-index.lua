-- expect: error
-- Looks into a field of a field that is not there.
local P = { name = "text-index", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local x = P[{}][P.victim]
  return residents[1]
end

return P
