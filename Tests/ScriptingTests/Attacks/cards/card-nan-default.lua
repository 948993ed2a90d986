-- expect: load
-- A parameter whose default is no number.
return { name = 'card-nan-default', kind = 'evictor', api = 1, victim = function() end,
  parameters = { { name = 'x', default = 0 / 0, min = 0, max = 1 } } }
