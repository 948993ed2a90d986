-- expect: error
-- Adds __gc to a metatable after it was set: Lua then ignores it.
local P = { name = "escape-meta-gc-later", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local m = {}
  local t = setmetatable({}, m)
  m.__gc = function() while true do end end
  t = nil
  for i = 1, 20000 do local garbage = {} end
  return residents[1]
end

return P
