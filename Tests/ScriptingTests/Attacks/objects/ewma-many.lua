-- expect: cpu|memory
-- Averages without end.
local P = { name = "ewma-many", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local keep = {}
  while true do keep[#keep + 1] = host.ewma(2) end
end

return P
