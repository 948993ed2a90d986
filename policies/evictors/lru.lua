-- LRU: evicts the adapter used longest ago.
--
-- Placed adapters count as used at their placement, in the order of the calls. Adapters that may not leave are skipped
-- and keep their position. Source: [Mattson1970]. O(1) per use and per victim.

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
