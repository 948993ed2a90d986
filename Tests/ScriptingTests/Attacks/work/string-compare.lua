-- expect: cpu
-- Compares strings of the greatest length that differ at their ends; no instruction shows the work.
local P = { name = "string-compare", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local s = string.rep('x', 200000)
  local a, b = s .. 'a', s .. 'b'
  local n = 0
  while true do if a < b then n = n + 1 end end
end

return P
