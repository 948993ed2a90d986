-- expect: cpu|memory
-- A table with ever more keys.
local P = { name = "memory-keys", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = {}
  local n = 0
  while true do
    n = n + 1
    t['key' .. n] = true
  end
end

return P
