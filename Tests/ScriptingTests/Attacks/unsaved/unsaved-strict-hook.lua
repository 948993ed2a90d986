-- expect: error
-- Modulo zero first, over and over in a loop that the hook of the budget interrupts.
local P = { name = "unsaved-strict-hook", kind = "evictor", api = 1 }

local function f(x) return x % 1 end

function P.victim(state, adapter, residents)
  for i = 1, 100000 do f(i) end
  f("x")
  return residents[1]
end

return P
