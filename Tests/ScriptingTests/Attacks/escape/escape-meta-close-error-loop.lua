-- expect: error
-- Errors in __close, each of which closes the next.
local P = { name = "escape-meta-close-error-loop", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local m = {}
  local function nested(n)
    local t <close> = setmetatable({}, m)
    if n > 0 then nested(n - 1) end
    error('x')
  end
  m.__close = function() error('again') end
  nested(100)
end

return P
