-- expect: error
-- Reaches for patterns through a string's own methods.
local P = { name = "escape-string-method", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return ('x'):rep(3):find('.-.-.-b')
end

return P
