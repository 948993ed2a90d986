-- expect: error
-- Modulo zero some lines behind the last call: the line that is told must be one of the file.
local P = { name = "unsaved-stale-line", kind = "evictor", api = 1 }

local function f(x)
  local a = host.zeros(1)
  local b = x + 1

  return b % 0
end

function P.victim(state, adapter, residents)
  f(adapter)
  return residents[1]
end

return P
