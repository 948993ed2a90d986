-- expect: none
-- The lowest whole number arrives as it was written.
local P = { name = "parameter-lowest", kind = "evictor", api = 1,
  parameters = { { name = "x", default = math.mininteger, integer = true } } }

function P.start(setting)
  local x = setting.parameters.x
  assert(x == math.mininteger, tostring(x))
  return {}
end

function P.victim(state, adapter, residents) return residents[1] end

return P
