-- expect: error
-- Asks for string.unpack, which is not there.
local P = { name = "escape-string-unpack", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return string.unpack
end

return P
