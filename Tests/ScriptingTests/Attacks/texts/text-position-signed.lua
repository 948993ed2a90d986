-- expect: error
-- An error that claims a line below the first.
local P = { name = "text-position-signed", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  error("policy:-5: forged", 0)
  return residents[1]
end

return P
