-- LFUDA, LFU with dynamic ageing: evicts the adapter of lowest use count plus the age at its last use.
--
-- Each adapter has the key L + n, n its uses since the page-in (a placement counts none) and L the key of the last
-- victim, 0 at first. A use updates the key. So a new adapter starts at the level of the last victims, and adapters
-- that are no longer popular fall behind. Ties go to the least recently used (our choice). Source: [Arlitt2000]. O(log
-- K) per use and per victim.

local P = {
  name = "lfuda", kind = "evictor", api = 1,
  title = "LFUDA", summary = "Evicts the adapter of lowest use count plus the age at its last use.",
  sources = { "Arlitt2000" }, traits = { "sized" },
}

function P.start(setting)
  return {
    keys = host.heap(),  -- residents by L + n
    uses = {},           -- n, by adapter
    age = 0,             -- L
  }
end

function P.used(state, adapter, step, kind)
  if kind == "bypass" then return end
  local uses = kind == "hit" and state.uses[adapter] + 1 or kind == "page-in" and 1 or 0
  state.uses[adapter] = uses
  state.keys:set(adapter, state.age + uses)
end

function P.victim(state, adapter, residents)
  local leaver, key = state.keys:min(residents)
  if leaver then
    state.age = math.max(state.age, key)
    state.keys:remove(leaver)
  end
  return leaver
end

return P
