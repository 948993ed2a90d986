-- expect: none|cpu|budget
-- Sorts such a list by a function that looks at nothing.
local P = { name = "border-middle-sort-liar", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = { 1, 1, 1, 1, 1, 1, 1, 1 }
  for i = 1, 40 do t[-i] = 1 end
  for i = 19, 4, -1 do t[1 << i] = 1 end
  t[9] = 1
  while #t ~= 1 << 19 do end
  table.sort(t, function(a, b) return false end)
  return residents[1]
end

return P
