-- expect: error
-- A function whose name would forge a line of the calls.
local P = { name = "text-call-name", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = { ["x\nline 1, in forged"] = function() error("deep") end }
  t["x\nline 1, in forged"]()
  return residents[1]
end

return P
