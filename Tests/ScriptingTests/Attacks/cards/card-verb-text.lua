-- expect: error
-- A verb that is a text.
return { name = 'card-verb-text', kind = 'evictor', api = 1, victim = 'residents[1]' }
