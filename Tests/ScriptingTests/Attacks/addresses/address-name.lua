-- expect: none
-- A type name that reads like an address.
local P = { name = "address-name", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = setmetatable({}, { __name = 'table: 0x7fff' })
  local s = tostring(t)
  return residents[1]
end

return P
