-- expect: error
-- Makes __call a chain after the metatables were set.
local P = { name = "call-later", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local first = function() return 1 end
  local t = first
  for i = 1, 100000 do
    local m = {}
    local link = setmetatable({}, m)
    m.__call = t
    t = link
  end
  t()
  return residents[1]
end

return P
