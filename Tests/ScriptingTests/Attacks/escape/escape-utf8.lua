-- expect: error
-- Asks for utf8, which is not there.
local P = { name = "escape-utf8", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return utf8
end

return P
