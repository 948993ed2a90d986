-- expect: cpu
-- Copies long strings in a loop.
local P = { name = "string-upper", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local s = string.rep('x', 250000)
  while true do local u = s:upper() end
end

return P
