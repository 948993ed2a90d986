-- expect: error
-- Reads a parameter that the card does not have.
local P = { name = "parameter-unknown", kind = "evictor", api = 1,
  parameters = { { name = "x", default = 1 } } }

function P.start(setting)
  local x = setting.parameters.x
  assert(setting.parameters.y, tostring(x))
  return {}
end

function P.victim(state, adapter, residents) return residents[1] end

return P
