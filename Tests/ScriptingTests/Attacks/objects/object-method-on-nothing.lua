-- expect: error
-- A method without its object.
local P = { name = "object-method-on-nothing", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return host.zeros(3).fill()
end

return P
