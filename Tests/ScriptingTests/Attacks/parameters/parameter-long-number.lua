-- expect: load
-- A number of more digits than a double keeps, and not said to be whole.
local P = { name = "parameter-long-number", kind = "evictor", api = 1,
  parameters = { { name = "x", default = (1 << 53) + 1 } } }

function P.start(setting)
  local x = setting.parameters.x
  assert(false, tostring(x))
  return {}
end

function P.victim(state, adapter, residents) return residents[1] end

return P
