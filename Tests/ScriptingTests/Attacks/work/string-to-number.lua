-- expect: cpu
-- Reads long texts as numbers.
local P = { name = "string-to-number", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local s = string.rep('1', 250000)
  while true do local u = tonumber(s) end
end

return P
