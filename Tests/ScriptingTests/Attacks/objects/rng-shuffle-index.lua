-- expect: none
-- Shuffles what is no plain list.
local P = { name = "rng-shuffle-index", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = setmetatable({ 1, 2, 3 }, { __index = function() while true do end end, __newindex = function() end })
  host.rng():shuffle(t)
  return residents[1]
end

return P
