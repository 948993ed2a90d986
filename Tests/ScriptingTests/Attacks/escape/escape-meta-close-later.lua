-- expect: error
-- Adds __close to a metatable after it was set.
local P = { name = "escape-meta-close-later", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local m = {}
  local t = setmetatable({}, m)
  m.__close = function() while true do end end
  do local x <close> = t end
  return residents[1]
end

return P
