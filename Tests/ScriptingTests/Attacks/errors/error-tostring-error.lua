-- expect: error
-- An error whose text is an error.
local P = { name = "error-tostring-error", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  error(setmetatable({}, { __tostring = function() error('again') end }))
end

return P
