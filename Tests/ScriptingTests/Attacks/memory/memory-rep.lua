-- expect: memory|cpu
-- One huge string.
local P = { name = "memory-rep", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return string.rep('x', 1 << 40)
end

return P
