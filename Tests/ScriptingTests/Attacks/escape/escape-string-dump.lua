-- expect: error
-- Asks for string.dump, which is not there.
local P = { name = "escape-string-dump", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return string.dump
end

return P
