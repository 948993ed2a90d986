-- expect: error
-- An option that is a known one up to a NUL.
local P = { name = "text-options-nul", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  host.ridge { dim = 1, ["ridge\0x"] = 1, ["ridge\0y"] = 2 }
  return residents[1]
end

return P
