-- expect: cpu
-- plan never ends.
return { name = "loop-in-plan", kind = "joint", api = 1, route = function() return 1 end, admit = function() return false end,
  plan = function() while true do end end }
