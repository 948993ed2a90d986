-- expect: none
-- A title with a NUL, a quote and half a character.
return { name = 'card-nul-title', title = 'a\0\"\xff', kind = 'evictor', api = 1, victim = function(s, a, residents) return residents[1] end }
