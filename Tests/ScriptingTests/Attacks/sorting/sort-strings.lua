-- expect: cpu|memory
-- Sorts long strings that differ at their ends.
local P = { name = "sort-strings", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = {}
  local s = string.rep('x', 100000)
  for i = 1, 300 do t[i] = s .. (i * 7919 % 1000) end
  while true do table.sort(t, function(a, b) return a > b end) table.sort(t) end
end

return P
