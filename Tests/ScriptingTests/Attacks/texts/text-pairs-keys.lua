-- expect: error
-- Visits keys of every kind but numbers and texts.
local P = { name = "text-pairs-keys", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  for k in pairs { [{}] = 1, [P] = 2, [true] = 3, [false] = 4, [residents] = 5, [host.rng()] = 6, [P.victim] = 7 } do end
  return residents[1]
end

return P
