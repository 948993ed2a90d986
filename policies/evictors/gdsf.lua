-- GDSF, greedy dual size with frequency: evicts the adapter of lowest H = L + n · cost / size.
--
-- n counts the uses since the adapter came in (a page-in is one, a placement none); size is the units of capacity it
-- took then (1 in slots); L is the H of the last victim, 0 at first. A use brings H up to date. Ties go to the least
-- recently used (our choice).
--
-- order=evict-first: victims leave until there is room, then the newcomer's H is worked out with the L they left.
-- order=insert-first, as in [Cherkasova1998]: the newcomer's H is worked out with the L it found, and it competes:
-- when it is lowest it is not kept, and L becomes its H. O(log K) for each use and each victim.

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
    sizes = {},          -- units taken when it came in, by adapter
    costs = setting.parameters.cost == "page-in" and #setting.costs > 0 and host.vector(setting.costs) or nil,
    inserts_first = setting.parameters.order == "insert-first",
    age = 0.0,           -- L
    newcomers_key = 0.0, -- H of the newcomer, where it competes
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
