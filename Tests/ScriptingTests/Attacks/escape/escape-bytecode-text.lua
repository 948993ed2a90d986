-- expect: syntax
-- A chunk that pretends to be bytecode.
return '\27Lua' .. Lua
