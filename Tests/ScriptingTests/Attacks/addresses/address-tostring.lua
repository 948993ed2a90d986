-- expect: none
-- Looks for addresses in the texts of objects.
local P = { name = "address-tostring", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local objects = {
    {}, function() end, tostring, residents, host.zeros(1), host.rows(1), host.heap(), host.list(), host.ring(1), host.sketch(4, 1),
    host.ewma(1), host.rng(), host.linucb{ arms = 1, dim = 1 }, host, math.floor, setmetatable({}, { __name = 'named' }),
  }
  for _, object in ipairs(objects) do
    local text = tostring(object)
    for i = 1, #text - 1 do assert(text:sub(i, i + 1) ~= '0x', text) end
    assert(#text < 40, text)
  end
  return residents[1]
end

return P
