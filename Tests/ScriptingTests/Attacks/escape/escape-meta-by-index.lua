-- expect: none
-- A metatable whose forbidden fields come by __index.
local P = { name = "escape-meta-by-index", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local m = setmetatable({}, { __index = function(_, k) return function() while true do end end end })
  local t = setmetatable({}, m)
  return residents[1]
end

return P
