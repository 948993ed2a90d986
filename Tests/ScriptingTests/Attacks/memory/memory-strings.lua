-- expect: cpu|memory
-- Many strings, all different.
local P = { name = "memory-strings", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = {}
  while true do t[#t + 1] = string.rep('x', 1000) .. #t end
end

return P
