-- expect: error|cpu
-- A card with a list of a million.
local t = {}
for i = 1, 1000000 do t[i] = 's' end
return { name = 'card-wide', kind = 'evictor', api = 1, sources = t, victim = function() end }
