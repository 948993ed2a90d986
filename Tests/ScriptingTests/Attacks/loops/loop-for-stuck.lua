-- expect: cpu
-- A float step too small to move the variable.
local P = { name = "loop-for-stuck", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  for x = 1e16, 2e16, 0.5 do end
end

return P
