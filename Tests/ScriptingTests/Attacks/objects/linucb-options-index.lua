-- expect: error
-- Options that are answered by a function.
local P = { name = "linucb-options-index", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  return host.linucb(setmetatable({}, { __index = function() while true do end end }))
end

return P
