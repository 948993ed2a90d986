-- expect: error
-- Asks a kept view of replicas in a scheduler's call, where none are shown, by the metatable of heads.
local P = { name = "view-replicas-kept", kind = "scheduler", api = 1 }
function P.choose(state, heads, now)
  local methods = getmetatable(heads)
  return methods.__index.open(heads, 1)
end
return P
