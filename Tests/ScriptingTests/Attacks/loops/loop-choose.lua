-- expect: cpu
-- Scans the heads for ever.
local P = { name = "loop-choose", kind = "scheduler", api = 1 }
function P.choose(state, heads, now)
  local v = host.zeros(4)
  while true do heads:first(v) end
end
return P
