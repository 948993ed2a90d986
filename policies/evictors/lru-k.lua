-- LRU-K: evicts the adapter whose K-th last use is oldest.
--
-- Adapters used fewer than K times come first, among them the least recently used. The history of an adapter that left
-- is kept. A placement is not a use. Source: [ONeil1993, Fig. 2.1], without correlated periods and with histories kept
-- without limit: the built-in has the parameters `correlated` and `retained`. O(K + log residents) per use.

local P = {
  name = "lru-k", kind = "evictor", api = 1,
  title = "LRU-K", summary = "Evicts the adapter whose K-th last use lies farthest back.",
  sources = { "ONeil1993" },
  parameters = { { name = "k", default = 2, integer = true, min = 1, max = 8, unit = "uses", summary = "K" } },
  traits = { "memory", "sized" },
}

function P.start(setting)
  return {
    ranks = host.heap(),  -- residents by their K-th last use
    history = {},         -- by adapter: the times of the last K uses, newest first
    k = setting.parameters.k,
  }
end

function P.used(state, adapter, step, kind)
  if kind == "bypass" then return end
  local history = state.history[adapter]
  if not history then
    history = {}
    state.history[adapter] = history
  end
  if kind ~= "placed" then
    table.insert(history, 1, step)
    history[state.k + 1] = nil
  end
  state.ranks:set(adapter, history[state.k] or -1)
end

function P.victim(state, adapter, residents)
  local leaver = state.ranks:min(residents)
  if leaver then state.ranks:remove(leaver) end
  return leaver
end

return P
