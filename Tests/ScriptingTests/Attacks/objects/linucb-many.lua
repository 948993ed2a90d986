-- expect: cpu|error|memory
-- Models without end, thrown away at once.
local P = { name = "linucb-many", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  while true do local m = host.linucb{ arms = 100, dim = 30 } end
end

return P
