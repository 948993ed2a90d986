-- expect: error
-- A constant _ENV that is nil, which once crashed the compiler.
local P = { name = "escape-env-const", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local _ENV <const> = nil
  x = 1
  return y
end

return P
