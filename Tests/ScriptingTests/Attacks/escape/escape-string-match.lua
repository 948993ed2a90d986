-- expect: error
-- Asks for string.match, which is not there.
local P = { name = "escape-string-match", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return string.match
end

return P
