-- GDSF on page-in latency: evicts the adapter of lowest H = L + n · c / size, c being the recent cost of its page-ins.
--
-- GDSF with the actual cost of misses. With a host tier, an evicted adapter is reloaded from host memory for a fraction
-- of the cost of the first read from storage, and one that the host tier dropped costs the full price again; the
-- built-in's `cost=page-in` always uses the costs at the start. Here c is a running mean of the adapter's page-in
-- costs; the newest one counts half.
--
-- n counts all uses of the adapter, even those before its last eviction (a placement is none): adapters are few, and
-- counts are cheap to keep. size is its units of capacity at its page-in (1 in slots), L is the H of the last victim, 0
-- at first. Ties go to the least recently used.
--
-- Source: [Cherkasova1998] for H; c and remembered counts are our choice. O(log K) per use and per victim.

local P = {
  name = "gdsf-latency", kind = "evictor", api = 1,
  title = "GDSF on latency", summary = "GDSF, with each miss priced at what page-ins of the adapter cost of late.",
  sources = { "Cherkasova1998" }, traits = { "memory", "sized" },
}

function P.start(setting)
  local state = {
    keys = host.heap(),  -- residents by H
    uses = {},           -- n, by adapter
    sizes = {},          -- units taken at its page-in, by adapter
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
