-- expect: none
-- 2^53 + 1, which no double is, arrives as it was written.
local P = { name = "parameter-odd", kind = "evictor", api = 1,
  parameters = { { name = "x", default = (1 << 53) + 1, integer = true } } }

function P.start(setting)
  local x = setting.parameters.x
  assert(x == 9007199254740993, tostring(x))
  return {}
end

function P.victim(state, adapter, residents) return residents[1] end

return P
