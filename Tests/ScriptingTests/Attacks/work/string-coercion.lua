-- expect: error
-- Makes numbers of long texts by arithmetic.
local P = { name = "string-coercion", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local s = string.rep(' ', 250000) .. '1'
  while true do local u = s + 1 end
end

return P
