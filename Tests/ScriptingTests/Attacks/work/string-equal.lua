-- expect: cpu
-- Compares long equal strings that are different objects.
local P = { name = "string-equal", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local s = string.rep('x', 200000)
  local a, b = s .. 'a', s .. 'a'
  local n = 0
  while true do if a == b then n = n + 1 end end
end

return P
