-- expect: load
-- A default without end.
local P = { name = "parameter-infinite", kind = "evictor", api = 1,
  parameters = { { name = "x", default = math.huge } } }

function P.start(setting)
  local x = setting.parameters.x
  assert(false, tostring(x))
  return {}
end

function P.victim(state, adapter, residents) return residents[1] end

return P
