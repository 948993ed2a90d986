-- expect: error
-- A name as near to several known ones.
local P = { name = "text-nearest", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = string.ub
  return residents[1]
end

return P
