-- expect: error|cpu
-- A chain of __index a hundred thousand tables long.
local P = { name = "index-chain", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = {}
  for i = 1, 100000 do t = setmetatable({}, { __index = t }) end
  return t.x
end

return P
