-- expect: error
-- An assertion with an object for its message.
local P = { name = "error-assert-object", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  assert(false, setmetatable({}, { __tostring = function() while true do end end }))
end

return P
