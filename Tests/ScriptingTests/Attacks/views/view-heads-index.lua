-- expect: error
-- Asks heads for places that there are not.
local P = { name = "view-heads-index", kind = "scheduler", api = 1 }
function P.choose(state, heads, now)
  local beyond = heads[#heads + 1] or heads[math.maxinteger]
  assert(beyond == nil)
  return heads[math.mininteger]
end
return P
