-- expect: error
-- Texts in an order that Lua leaves open, found by pairs.
local P = { name = "text-order", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t, keys = {}, {} for i = 1, 60 do t["k" .. i * 7919 % 61] = i end
  for k, v in pairs(t) do keys[#keys + 1] = k .. v end
  error(table.concat(keys, " "))
  return residents[1]
end

return P
