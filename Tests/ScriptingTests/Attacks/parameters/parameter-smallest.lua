-- expect: none
-- The smallest number of all arrives as it was written.
local P = { name = "parameter-smallest", kind = "evictor", api = 1,
  parameters = { { name = "x", default = 5e-324 } } }

function P.start(setting)
  local x = setting.parameters.x
  assert(x == 5e-324, tostring(x))
  return {}
end

function P.victim(state, adapter, residents) return residents[1] end

return P
