-- expect: none|answer
-- The head at place 2^63 - 1, and the first of none.
local P = { name = "border-heads", kind = "scheduler", api = 1 }
function P.choose(state, heads, now)
  assert(heads[math.maxinteger] == nil)
  return heads:first()
end
return P
