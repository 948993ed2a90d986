-- expect: error
-- Modulo zero as the first instruction of an iterator.
local P = { name = "unsaved-iterator", kind = "evictor", api = 1 }

local function next_item(list, i) return i % 0 end

function P.victim(state, adapter, residents)
  for i in next_item, {}, 1 do end
  return residents[1]
end

return P
