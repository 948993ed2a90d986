-- expect: none
-- Parts of a text from places at the ends of 64 bits.
local P = { name = "border-sub", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = { 1, 1, 1, 1, 1, 1, 1, 1 }
  t[math.maxinteger] = 1
  for i = 62, 4, -1 do t[1 << i] = 1 end
  t[9] = 1
  while #t ~= math.maxinteger do end
  local s = "abc"
  assert(s:sub(-#t - 1, #t) == "abc" and s:sub(#t) == "" and s:sub(-#t - 1, -#t - 1) == "")
  assert(s:byte(#t, #t) == nil and s:byte(-#t - 1) == nil)
  return residents[1]
end

return P
