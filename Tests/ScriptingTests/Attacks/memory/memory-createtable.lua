-- expect: memory|cpu
-- A table that doubles at the edge of a block.
local P = { name = "memory-createtable", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = {}
  for i = 1, 1 << 24 do t[i] = 1 end
end

return P
