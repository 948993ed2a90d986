-- expect: load
-- A least value above the greatest.
local P = { name = "parameter-crossed", kind = "evictor", api = 1,
  parameters = { { name = "x", default = 1, integer = true, min = math.maxinteger, max = math.mininteger } } }

function P.start(setting)
  local x = setting.parameters.x
  assert(false, tostring(x))
  return {}
end

function P.victim(state, adapter, residents) return residents[1] end

return P
