-- expect: error
-- Indexes the resident set by all kinds of keys.
local P = { name = "view-residents-index", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local x = residents[0]
  local y = residents[math.maxinteger]
  local z = residents[math.mininteger]
  local w = residents[1.5]
  return residents[1]
end

return P
