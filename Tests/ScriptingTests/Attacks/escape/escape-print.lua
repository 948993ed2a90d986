-- expect: error
-- Asks for print, which is not there.
local P = { name = "escape-print", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return print
end

return P
