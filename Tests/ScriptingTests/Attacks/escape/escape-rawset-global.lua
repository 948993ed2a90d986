-- expect: error
-- Makes a global by rawset.
local P = { name = "escape-rawset-global", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  rawset(_ENV, 'leak', 1)
  return residents[1]
end

return P
