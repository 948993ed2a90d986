-- expect: cpu
-- A numeric loop over every integer.
local P = { name = "loop-for-huge", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  for i = 1, math.maxinteger do end
end

return P
