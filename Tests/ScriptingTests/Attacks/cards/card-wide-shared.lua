-- expect: error
-- A card of tables shared so often that its text has no end.
local t = { 's' }
for i = 1, 60 do t = { t, t } end
return { name = 'card-wide-shared', kind = 'evictor', api = 1, sources = t, victim = function() end }
