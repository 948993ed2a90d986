-- expect: load
-- A name as long as a string may be.
return { name = string.rep('x', 250000), kind = 'evictor', api = 1, victim = function() end }
