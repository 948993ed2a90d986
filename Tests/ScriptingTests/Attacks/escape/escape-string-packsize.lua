-- expect: error
-- Asks for string.packsize, which is not there.
local P = { name = "escape-string-packsize", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return string.packsize
end

return P
