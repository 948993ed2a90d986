-- expect: none
-- Replaces its own verbs while they run: the host goes on with those that it found.
local P = { name = "escape-verbs-replaced", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local self = P
  self.victim = nil
  self.admit = function() while true do end end
  self.kind = 'router'
  return residents[1]
end

return P
