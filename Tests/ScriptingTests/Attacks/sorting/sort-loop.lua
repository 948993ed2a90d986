-- expect: cpu
-- A comparator that never answers.
local P = { name = "sort-loop", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  table.sort({ 3, 1, 2 }, function() while true do end end)
end

return P
