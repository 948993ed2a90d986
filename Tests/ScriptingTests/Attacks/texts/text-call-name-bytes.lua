-- expect: error
-- A function whose name is long and cut within a character.
local P = { name = "text-call-name-bytes", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local name = ("\u{20ac}"):rep(40)
  local t = { [name] = function() local x = nil + 1 end }
  t[name]()
  return residents[1]
end

return P
