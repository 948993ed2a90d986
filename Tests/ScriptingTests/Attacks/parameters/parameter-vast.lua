-- expect: load
-- A whole number of 1e300.
local P = { name = "parameter-vast", kind = "evictor", api = 1,
  parameters = { { name = "x", default = 1e300, integer = true } } }

function P.start(setting)
  local x = setting.parameters.x
  assert(false, tostring(x))
  return {}
end

function P.victim(state, adapter, residents) return residents[1] end

return P
