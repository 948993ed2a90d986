-- expect: error
-- Takes the seal off the globals.
local P = { name = "escape-set-globals-metatable", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  setmetatable(_ENV, nil)
  leak = 1
end

return P
