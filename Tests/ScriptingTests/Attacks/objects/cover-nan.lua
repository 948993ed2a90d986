-- expect: error
-- A cover of utilities that are no numbers.
local P = { name = "cover-nan", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local rows = host.rows(2)
  local nan = host.vector{ 0 / 0, 0 / 0 }
  rows:append(nan)
  for _, search in ipairs({ 'greedy', 'swaps', 'exact' }) do
    host.cover{ utilities = rows, costs = nan, capacity = 1, load = nan, previous = {}, horizon = 0 / 0, search = search }
  end
  return residents[1]
end

return P
