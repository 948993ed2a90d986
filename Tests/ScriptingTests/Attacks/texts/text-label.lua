-- expect: error
-- The labels of objects are numbered as they are seen.
local P = { name = "text-label", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  error(tostring({}) .. tostring(P.victim) .. tostring(residents) .. tostring(host.heap()))
  return residents[1]
end

return P
