-- expect: error
-- Reaches for the real globals by _G.
local P = { name = "escape-globals", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local g = _G
  assert(g == nil or g.io == nil)
  return residents[1]
end

return P
