-- expect: error
-- Modulo zero at the end of a long chain of calls.
local P = { name = "unsaved-deep", kind = "evictor", api = 1 }

local function f(n) if n == 0 then return 1 % 0 end return 1 + f(n - 1) end

function P.victim(state, adapter, residents)
  f(150)
  return residents[1]
end

return P
