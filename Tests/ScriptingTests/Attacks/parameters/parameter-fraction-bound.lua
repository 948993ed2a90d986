-- expect: load
-- A whole number whose bound has a fraction.
local P = { name = "parameter-fraction-bound", kind = "evictor", api = 1,
  parameters = { { name = "x", default = 1, integer = true, min = 0.5 } } }

function P.start(setting)
  local x = setting.parameters.x
  assert(false, tostring(x))
  return {}
end

function P.victim(state, adapter, residents) return residents[1] end

return P
