-- expect: cpu
-- A loop of float steps that is finite on paper.
local P = { name = "loop-for-float", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  for x = 0.0, 1e300, 1e-3 do end
end

return P
