-- expect: cpu
-- learn never ends.
return { name = "loop-in-learn", kind = "router", api = 1, route = function() return 1 end,
  learn = function() while true do end end }
