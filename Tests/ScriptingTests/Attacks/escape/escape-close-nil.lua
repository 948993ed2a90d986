-- expect: none
-- A variable to be closed that is nil, and one that is false.
local P = { name = "escape-close-nil", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local a <close> = nil
  local b <close> = false
  return residents[1]
end

return P
