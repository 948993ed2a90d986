-- expect: error
-- Modulo zero of what a file was not given.
local x = ... local y = x % 0
