-- expect: none
-- A flag arrives as one.
local P = { name = "parameter-false", kind = "evictor", api = 1,
  parameters = { { name = "x", default = false } } }

function P.start(setting)
  local x = setting.parameters.x
  assert(x == false, tostring(x))
  return {}
end

function P.victim(state, adapter, residents) return residents[1] end

return P
