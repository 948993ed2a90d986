-- expect: cpu
-- Compares strings of NULs, a chunk at a time.
local P = { name = "string-compare-nul", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local s = string.rep('\0', 200000)
  local a, b = s .. 'a', s .. 'b'
  while true do local x = a < b end
end

return P
