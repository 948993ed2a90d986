-- expect: none
-- A flag that is said to be whole stays a flag.
local P = { name = "parameter-flag-as-whole", kind = "evictor", api = 1,
  parameters = { { name = "x", default = true, integer = true } } }

function P.start(setting)
  local x = setting.parameters.x
  assert(x == true, tostring(x))
  return {}
end

function P.victim(state, adapter, residents) return residents[1] end

return P
