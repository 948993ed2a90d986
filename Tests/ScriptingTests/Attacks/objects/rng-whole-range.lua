-- expect: error
-- The range of all integers.
local P = { name = "rng-whole-range", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local x = host.rng():integer(math.mininteger, math.maxinteger)
  local y = math.random(math.mininteger, math.maxinteger)
  return residents[1]
end

return P
