-- expect: error
-- Asks for package, which is not there.
local P = { name = "escape-package", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return package
end

return P
