-- expect: error
-- Asks for the lowest of a vector that is too short.
local P = { name = "view-residents-first-short", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return residents:first(host.zeros(1))
end

return P
