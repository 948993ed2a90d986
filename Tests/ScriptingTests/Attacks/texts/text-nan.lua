-- expect: error
-- What is no number, in two signs.
local P = { name = "text-nan", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  error(string.format("%f %g %a", 0 / 0, -(0 / 0), 0 / 0) .. tostring(-(0 / 0)))
  return residents[1]
end

return P
