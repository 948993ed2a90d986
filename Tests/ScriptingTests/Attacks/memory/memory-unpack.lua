-- expect: error
-- More values than a stack holds.
local P = { name = "memory-unpack", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return table.unpack({}, 1, 100000000)
end

return P
