-- expect: error
-- An error with control characters, NUL and half a character.
local P = { name = "error-control", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  error('a\0b\27[31m\r\n\xff\xc3')
end

return P
