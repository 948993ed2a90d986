-- expect: error
-- Writes into the resident set that the host shows.
local P = { name = "view-residents-written", kind = "evictor", api = 1 }
function P.victim(state, adapter, residents)
  residents[1] = 4
  return residents[1]
end
return P
