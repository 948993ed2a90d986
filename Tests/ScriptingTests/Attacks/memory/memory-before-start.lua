-- expect: cpu|memory
-- Leaves no room for the setting that the host builds.
local P = { name = "memory-before-start", kind = "evictor", api = 1 }
local keep = {}
for i = 1, 262 do keep[i] = string.rep('x', 250000) .. i end
function P.start(setting)
  local copy = {}
  for i = 1, 200000 do copy[i] = { setting.costs[1] } end
  return copy
end
function P.victim() return #keep end
return P
