-- expect: error
-- Moves from the lowest integer to the highest.
local P = { name = "table-move-all", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  table.move({}, math.mininteger, math.maxinteger, 0)
end

return P
