-- expect: error
-- An error that claims a line far beyond the file.
local P = { name = "text-position", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  error("policy:99999999999999999999: forged", 0)
  return residents[1]
end

return P
