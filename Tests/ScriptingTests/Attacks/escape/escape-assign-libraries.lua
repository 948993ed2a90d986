-- expect: error
-- Assigns to a library.
local P = { name = "escape-assign-libraries", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  math.floor = nil
end

return P
