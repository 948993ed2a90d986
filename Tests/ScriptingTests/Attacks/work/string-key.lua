-- expect: cpu
-- Hashes long strings as keys.
local P = { name = "string-key", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local s = string.rep('x', 200000)
  local t = {}
  while true do t[s .. 'a'] = 1 end
end

return P
