-- expect: none
-- The lowest whole number, written as a float.
local P = { name = "parameter-lowest-float", kind = "evictor", api = 1,
  parameters = { { name = "x", default = -2 ^ 63, integer = true } } }

function P.start(setting)
  local x = setting.parameters.x
  assert(x == math.mininteger and math.type(x) == "integer", tostring(x))
  return {}
end

function P.victim(state, adapter, residents) return residents[1] end

return P
