-- expect: cpu|memory
-- Tables in tables.
local P = { name = "memory-nested", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = {}
  while true do t = { t } end
end

return P
