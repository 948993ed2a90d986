-- expect: cpu
-- The file itself never ends.
while true do end
return { name = "loop-at-load", kind = "evictor", api = 1, victim = function() return nil end }
