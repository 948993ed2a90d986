-- expect: error
-- A sketch of nothing.
local P = { name = "sketch-zero", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return host.sketch(0, 0)
end

return P
