-- expect: error
-- Sets __gc, which runs where no limit sees it, or hides.
local P = { name = "escape-meta-gc", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  setmetatable({}, { __gc = function() while true do end end })
end

return P
