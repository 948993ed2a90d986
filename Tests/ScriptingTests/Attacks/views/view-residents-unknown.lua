-- expect: error
-- A field of residents that is not there.
local P = { name = "view-residents-unknown", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return residents.capcity
end

return P
