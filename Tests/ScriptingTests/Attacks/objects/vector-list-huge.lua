-- expect: answer
-- A vector of a list that answers every place.
local P = { name = "vector-list-huge", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return host.vector(setmetatable({}, { __index = function() return 1 end }))
end

return P
