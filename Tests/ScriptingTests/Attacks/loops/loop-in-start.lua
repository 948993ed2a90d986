-- expect: cpu
-- start never ends.
return { name = "loop-in-start", kind = "evictor", api = 1, start = function() while true do end end,
  victim = function() end }
