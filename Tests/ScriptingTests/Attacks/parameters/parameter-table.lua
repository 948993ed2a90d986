-- expect: load
-- A default that is a table.
local P = { name = "parameter-table", kind = "evictor", api = 1,
  parameters = { { name = "x", default = { 1 } } } }

function P.start(setting)
  local x = setting.parameters.x
  assert(false, tostring(x))
  return {}
end

function P.victim(state, adapter, residents) return residents[1] end

return P
