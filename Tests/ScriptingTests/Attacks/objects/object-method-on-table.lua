-- expect: error
-- A method of an object on a table.
local P = { name = "object-method-on-table", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return host.zeros(3).fill({}, 1)
end

return P
