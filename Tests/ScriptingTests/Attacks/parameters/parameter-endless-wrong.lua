-- expect: load
-- A least value of infinity.
local P = { name = "parameter-endless-wrong", kind = "evictor", api = 1,
  parameters = { { name = "x", default = 7, min = math.huge } } }

function P.start(setting)
  local x = setting.parameters.x
  assert(false, tostring(x))
  return {}
end

function P.victim(state, adapter, residents) return residents[1] end

return P
