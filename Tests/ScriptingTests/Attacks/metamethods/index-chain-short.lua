-- expect: cpu
-- Chains of __index that are just allowed, in a loop.
local P = { name = "index-chain-short", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = {}
  for i = 1, 1900 do t = setmetatable({}, { __index = t }) end
  while true do local x = t.x end
end

return P
