-- expect: error
-- Modulo zero as the first instruction of a file.
local x = 7 % 0
