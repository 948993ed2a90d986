-- expect: memory|cpu
-- A format that repeats a long text.
local P = { name = "memory-format-many", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local s = string.rep('x', 100000)
  return string.format('%s%s%s%s%s', s, s, s, s, s)
end

return P
