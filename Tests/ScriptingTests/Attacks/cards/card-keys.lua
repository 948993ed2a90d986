-- expect: error
-- Keys that no card has.
return { name = 'card-keys', kind = 'evictor', api = 1, victim = function() end, [1.5] = 1, [true] = 2, [function() end] = 3 }
