-- expect: memory|cpu
-- Calls that never return.
local P = { name = "recursion-lua", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local function f() return 1 + f() end
  return f()
end

return P
