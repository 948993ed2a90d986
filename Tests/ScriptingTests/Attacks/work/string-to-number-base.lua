-- expect: cpu
-- Reads long texts as numbers of base 36.
local P = { name = "string-to-number-base", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local s = string.rep('1', 250000)
  while true do local u = tonumber(s, 36) end
end

return P
