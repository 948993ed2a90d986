-- GDSF on page-in latency: evicts the adapter of lowest H = L + n · c / size, c being what its page-ins cost of late.
--
-- GDSF with the price of a miss looked up where it is paid. With a host tier an adapter that was evicted comes back from
-- host memory for a fraction of what the first read from storage cost, and one that the host tier dropped pays in full
-- again; the built-in's `cost=page-in` takes the prices of the start for good. Here c is the mean of what the page-ins
-- of the adapter cost, the newest one counting half.
--
-- n counts all uses of the adapter, also those before it last left (a placement is none): adapters are few, and counts
-- are cheap to keep. size is the units of capacity it took when it came in (1 in slots), L is the H of the last victim,
-- 0 at first. Ties go to the least recently used.
--
-- Source: [Cherkasova1998] for H; c and remembered counts are our choice. O(log K) for each use and each victim.

local P = {
  name = "gdsf-latency", kind = "evictor", api = 1,
  title = "GDSF on latency", summary = "GDSF, with each miss priced at what page-ins of the adapter cost of late.",
  sources = { "Cherkasova1998" }, traits = { "memory", "sized" },
}

function P.start(setting)
  local state = {
    keys = host.heap(),  -- residents by H
    uses = {},           -- n, by adapter
    sizes = {},          -- units taken when it came in, by adapter
    costs = {},          -- c, by adapter
    age = 0.0,           -- L
  }
  for a = 1, setting.adapters do state.costs[a] = setting.costs[a] end
  return state
end

function P.admit(state, adapter, residents)
  local now = residents:cost(adapter)
  local known = state.costs[adapter] or now
  state.costs[adapter] = (known + now) / 2
  return true
end

function P.used(state, adapter, step, kind, units)
  if kind == "bypass" then return end
  if kind ~= "hit" then state.sizes[adapter] = math.max(1, units) end
  local uses = (state.uses[adapter] or 0) + (kind == "placed" and 0 or 1)
  state.uses[adapter] = uses
  local worth = uses * (state.costs[adapter] or 1) / state.sizes[adapter]
  state.keys:set(adapter, state.age + worth)
end

function P.victim(state, adapter, residents)
  local leaver, lowest = state.keys:min(residents)
  if leaver then
    state.age = math.max(state.age, lowest)
    state.keys:remove(leaver)
  end
  return leaver
end

return P
