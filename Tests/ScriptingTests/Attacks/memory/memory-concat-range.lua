-- expect: error
-- Joins places that are not there.
local P = { name = "memory-concat-range", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return table.concat(setmetatable({}, { __index = function() return 'x' end }), '', 1, 1 << 60)
end

return P
