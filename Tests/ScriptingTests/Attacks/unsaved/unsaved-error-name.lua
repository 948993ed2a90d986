-- expect: error
-- A bad argument told from a function that a metamethod calls, whose caller has said nothing yet.
local P = { name = "unsaved-error-name", kind = "evictor", api = 1 }

local t = setmetatable({}, { __add = function(a, b) return host.zeros(-1) end })

function P.victim(state, adapter, residents)
  local x = t + 1
  return residents[1]
end

return P
