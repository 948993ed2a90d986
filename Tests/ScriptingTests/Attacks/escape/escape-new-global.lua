-- expect: error
-- Makes a global.
local P = { name = "escape-new-global", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  leak = 1
end

return P
