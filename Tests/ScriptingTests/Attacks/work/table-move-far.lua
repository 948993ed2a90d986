-- expect: cpu|memory
-- Moves more places than there is time.
local P = { name = "table-move-far", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  table.move({}, 1, 1 << 60, 2, {})
end

return P
