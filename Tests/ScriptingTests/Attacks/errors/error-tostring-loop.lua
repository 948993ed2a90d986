-- expect: error
-- An error whose text never ends to be made.
local P = { name = "error-tostring-loop", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  error(setmetatable({}, { __tostring = function() while true do end end }))
end

return P
