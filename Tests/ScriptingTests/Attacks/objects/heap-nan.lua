-- expect: error
-- Keys that cannot be compared.
local P = { name = "heap-nan", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local heap = host.heap()
  for i = 1, 100 do heap:set(i, 0 / 0) end
  local id = heap:min()
  return residents[1]
end

return P
