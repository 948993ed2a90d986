-- expect: cpu
-- A loop that never ends, with a body.
local P = { name = "loop-repeat", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local n = 0
  repeat n = n + 1 until false
end

return P
