-- expect: load
-- A default one below a bound that a double would round to it.
local P = { name = "parameter-close-bounds-odd", kind = "evictor", api = 1,
  parameters = { { name = "x", default = 1 << 53, integer = true, min = (1 << 53) + 1 } } }

function P.start(setting)
  local x = setting.parameters.x
  assert(false, tostring(x))
  return {}
end

function P.victim(state, adapter, residents) return residents[1] end

return P
