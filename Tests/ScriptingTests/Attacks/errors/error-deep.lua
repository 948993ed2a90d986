-- expect: error
-- An error at the bottom of a deep stack.
local P = { name = "error-deep", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local function f(n) if n == 0 then error('deep') end return 1 + f(n - 1) end
  return f(150000)
end

return P
