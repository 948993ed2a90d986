-- expect: error
-- Modulo zero as the first instruction of a comparator.
local P = { name = "unsaved-comparator", kind = "evictor", api = 1 }



function P.victim(state, adapter, residents)
  table.sort({ 1, 2 }, function(a, b) return a % 0 end)
  return residents[1]
end

return P
