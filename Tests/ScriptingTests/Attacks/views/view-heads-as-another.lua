-- expect: error
-- Hands heads to a method of another object.
local P = { name = "view-heads-as-another", kind = "scheduler", api = 1 }
function P.choose(state, heads, now)
  return host.zeros(4):dot(heads)
end
return P
