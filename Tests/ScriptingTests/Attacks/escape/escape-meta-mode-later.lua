-- expect: error
-- Adds __mode to a metatable after it was set.
local P = { name = "escape-meta-mode-later", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local m = {}
  local t = setmetatable({}, m)
  m.__mode = 'kv'
  for i = 1, 1000 do t[{}] = {} end
  for i = 1, 20000 do local garbage = {} end
  return residents[1]
end

return P
