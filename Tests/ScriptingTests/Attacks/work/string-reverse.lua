-- expect: cpu
-- Copies long strings in a loop, backwards.
local P = { name = "string-reverse", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local s = string.rep('x', 250000)
  while true do local u = s:reverse() end
end

return P
