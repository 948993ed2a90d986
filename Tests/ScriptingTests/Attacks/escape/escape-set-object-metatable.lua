-- expect: error
-- Gives a vector another metatable.
local P = { name = "escape-set-object-metatable", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  setmetatable(host.zeros(1), {})
end

return P
