-- expect: load
-- A whole number with a fraction.
local P = { name = "parameter-fraction", kind = "evictor", api = 1,
  parameters = { { name = "x", default = 1.5, integer = true } } }

function P.start(setting)
  local x = setting.parameters.x
  assert(false, tostring(x))
  return {}
end

function P.victim(state, adapter, residents) return residents[1] end

return P
