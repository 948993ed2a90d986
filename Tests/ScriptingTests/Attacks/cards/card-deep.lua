-- expect: error
-- A card of tables in tables.
local t = {}
for i = 1, 100000 do t = { t } end
return { name = 'card-deep', kind = 'evictor', api = 1, parameters = t, victim = function() end }
