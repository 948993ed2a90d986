-- expect: memory|cpu
-- Repeats nothing with something between.
local P = { name = "rep-empty-separator", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return string.rep('', 1 << 50, 'x')
end

return P
