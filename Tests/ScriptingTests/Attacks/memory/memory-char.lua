-- expect: error
-- A string of as many arguments as go.
local P = { name = "memory-char", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = {}
  for i = 1, 200000 do t[i] = 65 end
  local s = string.char(table.unpack(t))
  return residents[1]
end

return P
