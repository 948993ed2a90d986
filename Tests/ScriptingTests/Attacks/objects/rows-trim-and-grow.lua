-- expect: none
-- Trims and grows rows many times.
local P = { name = "rows-trim-and-grow", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local rows = host.rows(3)
  local v = host.zeros(3)
  for i = 1, 3000 do
    rows:append(v)
    if i % 7 == 0 then rows:trim(3) end
  end
  local last = rows:last(2)
  assert(last:get(1, 1) == 0)
  return residents[1]
end

return P
