-- expect: error
-- Asks after adapters that are not there.
local P = { name = "view-residents-outside", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return residents:has(math.maxinteger), residents:cost(-1)
end

return P
