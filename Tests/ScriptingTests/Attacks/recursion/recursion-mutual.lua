-- expect: error|cpu
-- Two functions that call each other.
local P = { name = "recursion-mutual", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local f, g
  function f(n) return g(n + 1) + 1 end
  function g(n) return f(n + 1) + 1 end
  return f(0)
end

return P
