-- expect: memory|cpu
-- One huge string out of a table.
local P = { name = "memory-concat", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = {}
  local s = string.rep('x', 1000)
  for i = 1, 100000 do t[i] = s end
  return table.concat(t)
end

return P
