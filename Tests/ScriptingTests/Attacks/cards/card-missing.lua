-- expect: error
-- A file that answers nothing.
local x = 1
