-- expect: error
-- A negative id in a list.
local P = { name = "list-negative", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return host.list():front(-5)
end

return P
