-- expect: error
-- Writes into the heads that the host shows.
local P = { name = "view-heads-written", kind = "scheduler", api = 1 }
function P.choose(state, heads, now)
  heads[1] = 4
  return 4
end
return P
