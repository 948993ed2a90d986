-- expect: error
-- Asks for dofile, which is not there.
local P = { name = "escape-dofile", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return dofile
end

return P
