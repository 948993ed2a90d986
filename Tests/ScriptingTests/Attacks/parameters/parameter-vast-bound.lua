-- expect: load
-- A bound of 1e300 to whole numbers.
local P = { name = "parameter-vast-bound", kind = "evictor", api = 1,
  parameters = { { name = "x", default = 1, integer = true, max = 1e300 } } }

function P.start(setting)
  local x = setting.parameters.x
  assert(false, tostring(x))
  return {}
end

function P.victim(state, adapter, residents) return residents[1] end

return P
