-- expect: error
-- Sets __metatable, which runs where no limit sees it, or hides.
local P = { name = "escape-meta-metatable", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  setmetatable({}, { __metatable = function() while true do end end })
end

return P
