-- expect: error
-- Visits keys that are tables, of which none comes first.
local P = { name = "text-pairs-tables", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = {} for i = 1, 50 do t[{}] = i end for k in pairs(t) do end
  return residents[1]
end

return P
