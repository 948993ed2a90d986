-- SIEVE: sweeps a hand over a queue and evicts the first adapter that was not used since the hand last passed it.
--
-- One queue, newest first; a hit marks the adapter as visited and moves nothing. The hand starts at the oldest and
-- goes towards the newest, then round again; it clears marks and stops at the first adapter without one. The hand
-- passes adapters that may not leave without touching their mark. Source: [Zhang2024, Alg. 1]. O(1) for each use; a
-- victim costs the marks it clears, O(1) amortised.

local P = {
  name = "sieve", kind = "evictor", api = 1,
  title = "SIEVE", summary = "Sweeps a hand over a queue and evicts the first adapter not used since the last pass.",
  sources = { "Zhang2024" }, traits = { "sized" },
}

function P.start(setting)
  return {
    queue = host.list(),  -- newest first
    visited = {},         -- by adapter
    hand = nil,           -- who is looked at next; nil: the oldest
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
  local rounds = 0  -- one clears every mark; a second one that frees nobody ends at the oldest again
  while rounds <= 2 do
    if not state.hand then
      state.hand = queue:last()
      rounds = rounds + 1
      if not state.hand then return nil end
    end
    local at = state.hand
    state.hand = queue:previous(at)
    if residents:mayleave(at) then
      if not visited[at] then
        queue:remove(at)
        return at
      end
      visited[at] = false
    elseif not residents:has(at) then
      queue:remove(at)
    end
  end
  return nil
end

return P
