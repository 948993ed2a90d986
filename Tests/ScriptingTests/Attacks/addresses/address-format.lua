-- expect: none
-- Looks for addresses in formatted texts.
local P = { name = "address-format", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local text = string.format('%s %s %s', {}, function() end, residents)
  for i = 1, #text - 1 do assert(text:sub(i, i + 1) ~= '0x', text) end
  return residents[1]
end

return P
