-- expect: memory|cpu
-- One huge string out of separators.
local P = { name = "memory-concat-separator", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = {}
  for i = 1, 1000 do t[i] = '' end
  return table.concat(t, string.rep('x', 100000))
end

return P
