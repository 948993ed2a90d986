-- expect: error
-- Sets __mode, which runs where no limit sees it, or hides.
local P = { name = "escape-meta-mode", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  setmetatable({}, { __mode = function() while true do end end })
end

return P
