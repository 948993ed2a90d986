-- expect: error
-- Asks for io, which is not there.
local P = { name = "escape-io", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return io
end

return P
