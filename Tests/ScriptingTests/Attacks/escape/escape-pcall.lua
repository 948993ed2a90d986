-- expect: error
-- Asks for pcall, which is not there.
local P = { name = "escape-pcall", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return pcall
end

return P
