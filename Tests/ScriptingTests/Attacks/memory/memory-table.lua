-- expect: memory|cpu
-- A table that grows.
local P = { name = "memory-table", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = {}
  local n = 0
  while true do
    n = n + 1
    t[n] = n
  end
end

return P
