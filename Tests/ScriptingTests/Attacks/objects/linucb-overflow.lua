-- expect: error
-- Arms and dimensions whose product overflows.
local P = { name = "linucb-overflow", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return host.linucb{ arms = math.maxinteger, dim = math.maxinteger }
end

return P
