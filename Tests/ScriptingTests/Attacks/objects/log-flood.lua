-- expect: cpu
-- Logs without end.
local P = { name = "log-flood", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  while true do host.log('line', 1, 2, 3) end
end

return P
