-- LRU: evicts the adapter used longest ago.
--
-- Placed adapters count as used when they were placed, in the order they were told. Adapters that may not leave are
-- passed over and keep their place. Source: [Mattson1970]. O(1) for each use and each victim.

local P = {
  name = "lru", kind = "evictor", api = 1,
  title = "LRU", summary = "Evicts the adapter used longest ago.",
  sources = { "Mattson1970" }, traits = { "sized" },
}

function P.start(setting)
  return { order = host.list() }  -- most recently used first
end

function P.used(state, adapter, step, kind)
  if kind ~= "bypass" then state.order:front(adapter) end
end

function P.victim(state, adapter, residents)
  return state.order:pop(residents)
end

return P
