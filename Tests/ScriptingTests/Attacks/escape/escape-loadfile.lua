-- expect: error
-- Asks for loadfile, which is not there.
local P = { name = "escape-loadfile", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return loadfile
end

return P
