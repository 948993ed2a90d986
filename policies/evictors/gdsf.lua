-- GDSF, greedy dual size with frequency: evicts the adapter of lowest H = L + n · cost / size.
--
-- n counts the uses since the page-in (a page-in is one use, a placement none); size is its units of capacity at that
-- time (1 in slots); L is the H of the last victim, 0 at first. A use updates H. Ties go to the least recently used
-- (our choice).
--
-- order=evict-first: victims leave until the new adapter fits, then its H is computed with their L.
-- order=insert-first, as in [Cherkasova1998]: the new adapter's H is computed with the current L, and it competes: if
-- it is the lowest it is not kept, and L becomes its H. O(log K) per use and per victim.

local P = {
  name = "gdsf", kind = "evictor", api = 1,
  title = "GDSF", summary = "Evicts the adapter of lowest L + uses · cost / size, L being that of the last victim.",
  sources = { "Cherkasova1998" },
  parameters = {
    { name = "order", default = "evict-first", choices = { "evict-first", "insert-first" },
      summary = "whether victims leave before the newcomer is weighed, or it competes with them" },
    { name = "cost", default = "1", choices = { "1", "page-in" },
      summary = "what a miss costs: 1, or the adapter's page-in cost" },
  },
  traits = { "sized" },
}

function P.start(setting)
  return {
    keys = host.heap(),  -- residents by H
    uses = {},           -- n, by adapter
    sizes = {},          -- units taken at its page-in, by adapter
    costs = setting.parameters.cost == "page-in" and #setting.costs > 0 and host.vector(setting.costs) or nil,
    inserts_first = setting.parameters.order == "insert-first",
    age = 0.0,           -- L
    newcomers_key = 0.0, -- H of the new adapter, if it competes
  }
end

-- L + n · cost / size.
local function key(state, adapter, uses, size)
  local cost = state.costs and state.costs[adapter] or 1
  return state.age + uses * cost / size
end

function P.used(state, adapter, step, kind, units)
  if kind == "bypass" then return end
  if kind == "hit" then
    state.uses[adapter] = state.uses[adapter] + 1
  else
    state.uses[adapter] = kind == "page-in" and 1 or 0
    state.sizes[adapter] = math.max(1, units)
  end
  local h = key(state, adapter, state.uses[adapter], state.sizes[adapter])
  if kind == "page-in" and state.inserts_first then h = state.newcomers_key end
  state.keys:set(adapter, h)
end

function P.admit(state, adapter, residents, step, units)
  state.newcomers_key = key(state, adapter, 1, math.max(1, units))
  return true
end

function P.victim(state, adapter, residents)
  local leaver, lowest = state.keys:min(residents)
  if not leaver then return nil end
  if state.inserts_first and state.newcomers_key < lowest then
    state.age = math.max(state.age, state.newcomers_key)
    return adapter
  end
  state.age = math.max(state.age, lowest)
  state.keys:remove(leaver)
  return leaver
end

return P
