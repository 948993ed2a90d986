-- expect: load
-- 2^63, one more than the highest whole number.
local P = { name = "parameter-two-to-63", kind = "evictor", api = 1,
  parameters = { { name = "x", default = 2 ^ 63, integer = true } } }

function P.start(setting)
  local x = setting.parameters.x
  assert(false, tostring(x))
  return {}
end

function P.victim(state, adapter, residents) return residents[1] end

return P
