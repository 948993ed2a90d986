-- expect: cpu|memory
-- Fills memory to the brim, and then makes garbage for the collector.
local P = { name = "memory-brim-loop", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local keep = {}
  for size = 16, 4, -1 do
    for i = 1, 110 do keep[#keep + 1] = string.rep('x', 1 << size) .. #keep end
  end
  for i = 1, 400000 do keep[#keep + 1] = { i } end
  while true do local garbage = { {}, {}, {} } end
end

return P
