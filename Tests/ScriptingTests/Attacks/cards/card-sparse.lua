-- expect: error
-- A list with holes.
return { name = 'card-sparse', kind = 'evictor', api = 1, victim = function(s, a, residents) return residents[1] end,
  sources = { [1] = 'a', [1 << 40] = 'b' } }
