-- SIEVE: sweeps a hand over a queue and evicts the first adapter that was not used since the hand last passed it.
--
-- One queue, newest first; a hit marks the adapter as visited and moves nothing. The hand starts at the oldest and
-- goes towards the newest, then round again; it clears marks and stops at the first adapter without one. The hand
-- passes adapters that may not leave without changing their mark. Source: [Zhang2024, Alg. 1]. O(1) per use; a victim
-- costs the marks it clears, O(1) amortised.

local P = {
  name = "sieve", kind = "evictor", api = 1,
  title = "SIEVE", summary = "Sweeps a hand over a queue and evicts the first adapter not used since the last pass.",
  sources = { "Zhang2024" }, traits = { "sized" },
}

function P.start(setting)
  return {
    queue = host.list(),  -- newest first
    visited = {},         -- by adapter
    hand = nil,           -- the adapter to inspect next; nil: the oldest
  }
end

function P.used(state, adapter, step, kind)
  if kind == "hit" then
    state.visited[adapter] = true
  elseif kind ~= "bypass" then
    if state.hand == adapter then state.hand = state.queue:previous(adapter) end
    state.visited[adapter] = false
    state.queue:front(adapter)
  end
end

function P.victim(state, adapter, residents)
  local queue, visited = state.queue, state.visited
  local at = state.hand
  state.hand = nil
  if at and not residents:mayleave(at) then at = queue:previous(at, residents) end
  at = at or queue:last(residents)
  while at and visited[at] do
    visited[at] = false
    at = queue:previous(at, residents) or queue:last(residents)
  end
  if not at then return nil end
  local _, next = queue:remove(at)
  state.hand = next
  return at
end

return P
