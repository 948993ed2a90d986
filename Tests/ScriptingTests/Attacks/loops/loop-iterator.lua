-- expect: cpu
-- A generic loop whose iterator never says nil.
local P = { name = "loop-iterator", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  for x in function() return 1 end do end
end

return P
