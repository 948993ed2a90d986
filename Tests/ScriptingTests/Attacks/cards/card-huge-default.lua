-- expect: load
-- A parameter whose bounds are infinite, of whole numbers too.
return { name = 'card-huge-default', kind = 'evictor', api = 1, victim = function(s, a, residents) return residents[1] end,
  parameters = { { name = 'x', default = 1e308, min = -1 / 0, max = 1 / 0 }, { name = 'y', default = 1, integer = true, min = -1e300, max = 1e300 } } }
