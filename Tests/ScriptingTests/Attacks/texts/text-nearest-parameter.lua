-- expect: error
-- A name as near to many options of a card.
local P = { name = "text-nearest-parameter", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local x = residents.pused
  return residents[1]
end

return P
