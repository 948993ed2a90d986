-- expect: error
-- The label of one of many objects that come and go.
local P = { name = "text-label-many", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local last for i = 1, 3000 do last = tostring({}) end error(last)
  return residents[1]
end

return P
