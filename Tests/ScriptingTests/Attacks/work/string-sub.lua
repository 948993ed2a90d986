-- expect: cpu
-- Cuts long strings in a loop.
local P = { name = "string-sub", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local s = string.rep('x', 250000)
  while true do local u = s:sub(2) end
end

return P
