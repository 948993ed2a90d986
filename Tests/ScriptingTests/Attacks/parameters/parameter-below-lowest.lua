-- expect: load
-- A float just below the lowest whole number.
local P = { name = "parameter-below-lowest", kind = "evictor", api = 1,
  parameters = { { name = "x", default = -2 ^ 63 - 1025, integer = true, min = -2 ^ 64 } } }

function P.start(setting)
  local x = setting.parameters.x
  assert(false, tostring(x))
  return {}
end

function P.victim(state, adapter, residents) return residents[1] end

return P
