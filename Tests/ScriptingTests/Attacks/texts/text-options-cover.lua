-- expect: error
-- Options of a cover that nobody knows.
local P = { name = "text-options-cover", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local wrong = {} for i = 1, 40 do wrong["option" .. i] = i end host.cover(wrong)
  return residents[1]
end

return P
