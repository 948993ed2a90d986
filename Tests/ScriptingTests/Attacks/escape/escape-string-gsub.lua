-- expect: error
-- Asks for string.gsub, which is not there.
local P = { name = "escape-string-gsub", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return string.gsub
end

return P
