-- expect: cpu|memory
-- Closures that hold closures.
local P = { name = "memory-closures", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local f = function() end
  while true do
    local g = f
    f = function() return g end
  end
end

return P
