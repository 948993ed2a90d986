-- expect: cpu
-- ipairs over a table that answers every key.
local P = { name = "loop-ipairs-index", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = setmetatable({}, { __index = function(_, k) return k end })
  for i, v in ipairs(t) do end
end

return P
