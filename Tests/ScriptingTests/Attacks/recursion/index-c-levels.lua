-- expect: error
-- A chain of __index functions across two hundred C levels.
local P = { name = "index-c-levels", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = { x = 1 }
  for i = 1, 250 do
    local inner = t
    t = setmetatable({}, { __index = function(_, k) return tostring(inner[k]) end })
  end
  local x = t.x
  return residents[1]
end

return P
