-- expect: none
-- The greatest number of all arrives as it was written.
local P = { name = "parameter-greatest", kind = "evictor", api = 1,
  parameters = { { name = "x", default = 0x1.fffffffffffffp+1023 } } }

function P.start(setting)
  local x = setting.parameters.x
  assert(x == 0x1.fffffffffffffp+1023, tostring(x))
  return {}
end

function P.victim(state, adapter, residents) return residents[1] end

return P
