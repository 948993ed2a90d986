-- expect: error
-- Asks residents that were kept after their call: kept:cost(1).
local P = { name = "view-residents-kept-cost", kind = "evictor", api = 1 }
local kept
function P.victim(state, adapter, residents)
  kept = residents
  return residents[1]
end
function P.used(state, adapter, step)
  if kept then return kept:cost(1) end
end
return P
