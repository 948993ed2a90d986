-- expect: error
-- A stack overflow at the end of which more is called.
local P = { name = "error-in-recursion", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local function f(...)
    local first = ...
    local ok = tostring(setmetatable({}, { __tostring = function() return f(first) end }))
    return f(ok)
  end
  return f('x')
end

return P
