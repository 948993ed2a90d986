-- expect: load
-- A default one above a bound that a double would round away.
local P = { name = "parameter-close-bounds", kind = "evictor", api = 1,
  parameters = { { name = "x", default = math.maxinteger, integer = true, max = math.maxinteger - 1 } } }

function P.start(setting)
  local x = setting.parameters.x
  assert(false, tostring(x))
  return {}
end

function P.victim(state, adapter, residents) return residents[1] end

return P
