-- expect: error
-- A verb that is a table with __call.
return { name = 'card-verb-callable', kind = 'evictor', api = 1, victim = setmetatable({}, { __call = function() while true do end end }) }
