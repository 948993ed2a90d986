-- expect: error
-- A text that is cut within a character.
local P = { name = "text-cut", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  host.zeros(("x"):rep(39) .. "\u{20ac}\u{20ac}")
  return residents[1]
end

return P
