-- expect: error
-- A method of one object on another.
local P = { name = "object-mixed-up", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return host.zeros(3).dot(host.heap(), host.zeros(3))
end

return P
