-- FIFO: evicts the adapter that has been resident longest.
--
-- Hits change nothing. Adapters that may not leave are skipped and keep their position. Source: [Mattson1970].
-- O(1) per use and per victim.

local P = {
  name = "fifo", kind = "evictor", api = 1,
  title = "FIFO", summary = "Evicts the adapter that has been resident longest.",
  sources = { "Mattson1970" }, traits = { "sized" },
}

function P.start(setting)
  return { queue = host.list() }  -- newest first
end

function P.used(state, adapter, step, kind)
  if kind == "page-in" or kind == "placed" then state.queue:front(adapter) end
end

function P.victim(state, adapter, residents)
  return state.queue:pop(residents)
end

return P
