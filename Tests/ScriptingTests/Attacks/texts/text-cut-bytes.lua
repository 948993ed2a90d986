-- expect: error
-- An error of bytes that continue no character.
local P = { name = "text-cut-bytes", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  error(("\x80"):rep(3000), 0)
  return residents[1]
end

return P
