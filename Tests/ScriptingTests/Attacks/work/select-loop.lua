-- expect: cpu
-- Selects from many arguments.
local P = { name = "select-loop", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = {}
  for i = 1, 200 do t[i] = i end
  local function f(...) while true do local a = select(-1, ...) end end
  f(table.unpack(t))
end

return P
