-- expect: error
-- A comparator that sorts, and so on down.
local P = { name = "sort-nested", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = { 3, 1, 2 }
  local function less(a, b)
    table.sort({ 3, 1, 2 }, less)
    return a < b
  end
  table.sort(t, less)
end

return P
