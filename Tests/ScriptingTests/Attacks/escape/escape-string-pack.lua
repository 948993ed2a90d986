-- expect: error
-- Asks for string.pack, which is not there.
local P = { name = "escape-string-pack", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return string.pack
end

return P
