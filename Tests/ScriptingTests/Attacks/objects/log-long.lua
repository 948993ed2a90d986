-- expect: memory|cpu
-- Logs long lines, at most 64 KiB of them.
local P = { name = "log-long", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local s = string.rep('x', 250000)
  for i = 1, 50 do host.log(s, s) end
  return residents[1]
end

return P
