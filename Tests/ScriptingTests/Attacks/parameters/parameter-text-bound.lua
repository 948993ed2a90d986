-- expect: load
-- A bound that is a text.
local P = { name = "parameter-text-bound", kind = "evictor", api = 1,
  parameters = { { name = "x", default = 1, integer = true, max = "9" } } }

function P.start(setting)
  local x = setting.parameters.x
  assert(false, tostring(x))
  return {}
end

function P.victim(state, adapter, residents) return residents[1] end

return P
