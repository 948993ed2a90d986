-- expect: cpu|memory
-- Closures that share nothing.
local P = { name = "memory-upvalues", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = {}
  while true do
    local x = #t
    t[x + 1] = function() x = x + 1 return x end
  end
end

return P
