-- expect: cpu|memory|error
-- Scores of very many rows in one call.
local P = { name = "linucb-utilities", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local m = host.linucb{ arms = 500, dim = 16 }
  local rows = host.rows(16)
  local x = host.zeros(16)
  for i = 1, 3500 do rows:append(x) end
  while true do local u = m:utilities(rows, 0.5) end
end

return P
