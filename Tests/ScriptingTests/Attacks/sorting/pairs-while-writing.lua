-- expect: none
-- Adds and removes keys during pairs.
local P = { name = "pairs-while-writing", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = { a = 1, b = 2, c = 3 }
  local n = 0
  for k in pairs(t) do
    t[k] = nil
    t['x' .. n] = n
    n = n + 1
    if n > 100 then break end
  end
  return residents[1]
end

return P
