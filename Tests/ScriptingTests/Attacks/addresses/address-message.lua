-- expect: error
-- An error whose text holds an object.
local P = { name = "address-message", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  error('secret ' .. tostring({}) .. tostring(tostring))
end

return P
