-- expect: error
-- Asks for coroutine, which is not there.
local P = { name = "escape-coroutine", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return coroutine
end

return P
