-- expect: cpu
-- A loop made of jumps.
local P = { name = "loop-goto", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  ::again::
  goto again
end

return P
