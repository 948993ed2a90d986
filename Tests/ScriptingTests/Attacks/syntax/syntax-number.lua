-- expect: syntax
-- A number that is none.
return 0x
