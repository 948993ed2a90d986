-- expect: error
-- An error whose text is cut within a character.
local P = { name = "text-cut-long", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  error(("x"):rep(1022) .. "\u{20ac}\u{20ac}", 0)
  return residents[1]
end

return P
