-- expect: error
-- Sets __len, which runs where no limit sees it, or hides.
local P = { name = "escape-meta-len", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  setmetatable({}, { __len = function() while true do end end })
end

return P
