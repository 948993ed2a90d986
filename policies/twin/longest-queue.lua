-- Longest queue: a free slot goes to the adapter with the most waiting requests, unless the head of the queue has
-- waited too long.
--
-- Requests of adapters in the batch come first, as they need no slot. Our choice: one page-in serves more requests, and the mean
-- wait falls; the patience limits the extra wait of adapters with few requests.
local P = {
  name = "longest-queue", kind = "scheduler", api = 1, title = "Longest queue",
  summary = "Gives a free slot to the adapter that most requests wait for.",
  parameters = {
    { name = "patience", default = 60, min = 0, unit = "seconds", summary = "How long the head of the line may be passed over." },
  },
}

function P.start(setting)
  return { patience = setting.parameters.patience, rank = host.zeros(setting.adapters) }
end

function P.choose(state, heads, now)
  local first = heads:first()
  if now - heads:arrival(first) > state.patience then return first end
  for _, a in ipairs(heads) do
    state.rank[a] = heads:running(a) > 0 and -math.huge or -heads:waiting(a)
  end
  return heads:first(state.rank)  -- ties go to the earliest in the queue
end

return P
