-- expect: error
-- A verb whose globals are a table of its own.
local P = { name = "escape-env-replaced", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local _ENV = { residents = residents }
  return print(residents)
end

return P
