-- expect: error
-- Asks residents that were kept after their call: #{ ipairs(kept) }.
local P = { name = "view-residents-kept-ipairs", kind = "evictor", api = 1 }
local kept
function P.victim(state, adapter, residents)
  kept = residents
  return residents[1]
end
function P.used(state, adapter, step)
  if kept then for i, a in ipairs(kept) do return a end end
end
return P
