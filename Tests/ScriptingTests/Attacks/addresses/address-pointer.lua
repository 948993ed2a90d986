-- expect: error
-- Formats a pointer.
local P = { name = "address-pointer", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return string.format('%p', {})
end

return P
