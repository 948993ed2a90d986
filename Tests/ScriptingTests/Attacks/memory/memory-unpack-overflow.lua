-- expect: error
-- More values than an integer counts.
local P = { name = "memory-unpack-overflow", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return table.unpack({}, math.mininteger, math.maxinteger)
end

return P
