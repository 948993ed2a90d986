-- expect: load
-- A name with a NUL, a newline and half a character.
return { name = 'a\0b\n\xff', kind = 'evictor', api = 1, victim = function() end }
