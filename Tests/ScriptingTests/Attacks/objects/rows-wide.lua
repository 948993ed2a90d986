-- expect: error
-- Rows of more numbers than there is room.
local P = { name = "rows-wide", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local rows = host.rows(1 << 50)
  rows:append(host.zeros(1))
end

return P
