-- expect: error
-- Indexes a vector by what is no number.
local P = { name = "vector-nan-index", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return host.zeros(3)[0 / 0]
end

return P
