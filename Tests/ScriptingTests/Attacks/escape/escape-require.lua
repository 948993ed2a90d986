-- expect: error
-- Asks for require, which is not there.
local P = { name = "escape-require", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return require
end

return P
