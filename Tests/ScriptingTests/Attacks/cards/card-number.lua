-- expect: error
-- A file that answers a number.
return 42
