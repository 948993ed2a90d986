-- expect: none
-- Bounds at both ends of 64 bits.
local P = { name = "parameter-bounds", kind = "evictor", api = 1,
  parameters = { { name = "x", default = 0, integer = true, min = math.mininteger, max = math.maxinteger } } }

function P.start(setting)
  local x = setting.parameters.x
  assert(x == 0, tostring(x))
  return {}
end

function P.victim(state, adapter, residents) return residents[1] end

return P
