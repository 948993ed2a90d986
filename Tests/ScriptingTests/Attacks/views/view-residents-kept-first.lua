-- expect: error
-- Asks residents that were kept after their call: kept:first(host.zeros(4)).
local P = { name = "view-residents-kept-first", kind = "evictor", api = 1 }
local kept
function P.victim(state, adapter, residents)
  kept = residents
  return residents[1]
end
function P.used(state, adapter, step)
  if kept then return kept:first(host.zeros(4)) end
end
return P
