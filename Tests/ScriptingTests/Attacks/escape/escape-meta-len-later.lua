-- expect: error
-- Adds __len to a metatable after it was set, and asks the table library for a length.
local P = { name = "escape-meta-len-later", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local m = {}
  local t = setmetatable({}, m)
  m.__len = function() return 1 << 50 end
  table.insert(t, 1)
  table.remove(t)
  table.sort(t)
  local s = table.concat(t)
  return residents[1]
end

return P
