-- expect: memory|cpu
-- A string whose length overflows.
local P = { name = "memory-rep-overflow", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return string.rep('xxxxxxxx', math.maxinteger // 2)
end

return P
