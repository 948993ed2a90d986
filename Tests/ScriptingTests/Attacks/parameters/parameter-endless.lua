-- expect: none
-- Bounds without end are no bounds.
local P = { name = "parameter-endless", kind = "evictor", api = 1,
  parameters = { { name = "x", default = 7, integer = true, min = -math.huge, max = math.huge } } }

function P.start(setting)
  local x = setting.parameters.x
  assert(x == 7, tostring(x))
  return {}
end

function P.victim(state, adapter, residents) return residents[1] end

return P
