-- expect: error
-- Has heads read a vector beyond its end.
local P = { name = "view-heads-first-short", kind = "scheduler", api = 1 }
function P.choose(state, heads, now)
  return heads:first(host.zeros(1))
end
return P
