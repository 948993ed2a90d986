-- expect: none
-- The highest whole number arrives as it was written.
local P = { name = "parameter-highest", kind = "evictor", api = 1,
  parameters = { { name = "x", default = math.maxinteger, integer = true } } }

function P.start(setting)
  local x = setting.parameters.x
  assert(x == math.maxinteger and math.type(x) == "integer", tostring(x))
  return {}
end

function P.victim(state, adapter, residents) return residents[1] end

return P
