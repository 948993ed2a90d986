-- expect: error
-- Eight options that nobody knows, of which one is named.
local P = { name = "text-options", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  host.linucb { arms = 3, dim = 3, alfa = 1, beta = 2, gamma = 3, delta = 4, epsilon = 5, zeta = 6 }
  return residents[1]
end

return P
