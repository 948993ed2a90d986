-- expect: error
-- Sets __close, which runs where no limit sees it, or hides.
local P = { name = "escape-meta-close", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  setmetatable({}, { __close = function() while true do end end })
end

return P
