-- expect: cpu
-- Compares two texts of 250 KB, equal but for their ends: one instruction reads them both.
local P = { name = "compare-long-texts", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local a, b = string.rep('a', 250000) .. 'x', string.rep('a', 250000) .. 'y'
  local less = 0
  for i = 1, 100000000 do if a < b then less = less + 1 end end
  return residents[1]
end

return P
