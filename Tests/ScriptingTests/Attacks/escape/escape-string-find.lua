-- expect: error
-- Asks for string.find, which is not there.
local P = { name = "escape-string-find", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return string.find
end

return P
