-- expect: error
-- A card that holds itself.
local P = { name = 'card-cycle', kind = 'evictor', api = 1, victim = function() end }
P.parameters = { P }
P.sources = P
return P
