-- expect: error
-- Options that are numbers, whole and not.
local P = { name = "text-options-numbers", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  host.ridge { dim = 3, [2] = 1, [1.5] = 1, [-7] = 1, [1e300] = 1, other = 2 }
  return residents[1]
end

return P
