-- expect: error
-- Moves around the end of the integers.
local P = { name = "table-move-around", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  table.move({ 1, 2, 3 }, 1, 3, math.maxinteger - 1)
end

return P
