-- expect: memory|cpu
-- A table of rows that grows.
local P = { name = "rows-grow", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local rows = host.rows(1000)
  local v = host.zeros(1000)
  while true do rows:append(v) end
end

return P
