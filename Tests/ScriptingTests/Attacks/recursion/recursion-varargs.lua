-- expect: cpu|memory
-- Calls with twice the arguments each time.
local P = { name = "recursion-varargs", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local function f(...) return f(1, ..., ...) end
  local function g(...) local a = f(..., ...) return a end
  return g(1, 2, 3)
end

return P
