-- expect: syntax
-- A text that never ends.
return [==[ and so on
