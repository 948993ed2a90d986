-- expect: cpu
-- Tail calls take no stack, and no end.
local P = { name = "loop-tail-call", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local function f() return f() end
  return f()
end

return P
