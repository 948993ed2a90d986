-- expect: error
-- Reaches for string.dump through a string's own methods.
local P = { name = "escape-string-dump-method", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return ('x').dump(function() end)
end

return P
