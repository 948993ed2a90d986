-- expect: error
-- Modulo zero as the first instruction of a function that is called last.
local P = { name = "unsaved-tail", kind = "evictor", api = 1 }

local function f(x, y) return x // y end
local function g(x) return f(x, 0) end

function P.victim(state, adapter, residents)
  g(adapter)
  return residents[1]
end

return P
