-- expect: memory|cpu
-- A string that doubles.
local P = { name = "memory-double", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local s = 'x'
  while true do s = s .. s end
end

return P
