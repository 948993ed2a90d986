-- expect: error
-- Sorts what cannot be compared.
local P = { name = "sort-mixed", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  table.sort({ 1, 'a', {}, true })
end

return P
