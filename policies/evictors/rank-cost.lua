-- Rank and reload cost: keeps the adapters whose misses would cost most per unit of capacity.
--
-- For LoRA servers: adapters of rank 128 take sixteen times the memory of rank 8 and load more slowly, but LRU treats
-- them equally. The worth of an adapter is its demand times its reload cost, per unit of capacity:
--
--     worth = demand · reload cost / units
--
-- Demand is a count of requests that halves every `half_life` requests, kept for adapters that are not resident too.
-- Victims leave in order of worth, lowest first; a new adapter that is worth less than all its victims together is not
-- kept, but served once (`guard`). Units follow from the rank: memory in bytes and pages, one in slots.
--
-- Source: the greedy rule for knapsacks [Dantzig1957] on costs and sizes of adapters; demand and guard are our choice.
-- Ties go to the lowest index. O(1) per use, O(K) per victim.

local P = {
  name = "rank-cost", kind = "evictor", api = 1,
  title = "Rank and reload cost",
  summary = "Keeps the adapters whose misses would cost most for the room that they take.",
  sources = { "Dantzig1957" },
  parameters = {
    { name = "half_life", default = 1000, min = 1, max = 1e9, unit = "requests",
      summary = "after how many requests a request counts half" },
    { name = "guard", default = true, summary = "whether a newcomer must be worth more than those who leave for it" },
  },
  traits = { "memory", "sized" },
}

function P.start(setting)
  local state = {
    demand = {},    -- by adapter, at its last use
    last_use = {},  -- the step, by adapter
    costs = {},     -- of a reload, by adapter
    units = {},     -- by adapter
    fading = math.log(2) / setting.parameters.half_life,  -- per request
    guard = setting.parameters.guard,
  }
  for a = 1, setting.adapters do state.costs[a] = setting.costs[a] end
  return state
end

-- The demand for an adapter, faded to this step.
local function demand(state, adapter, step)
  local known = state.demand[adapter]
  if not known then return 0 end
  return known * math.exp(-state.fading * (step - state.last_use[adapter]))
end

local function loss(state, adapter, step)
  return demand(state, adapter, step) * (state.costs[adapter] or 1)
end

function P.used(state, adapter, step, kind, units)
  state.units[adapter] = math.max(1, units)
  if kind == "placed" then return end
  state.demand[adapter] = demand(state, adapter, step) + 1
  state.last_use[adapter] = step
end

-- The lowest worth among those that may leave and are not chosen yet.
local function lowest(state, residents, step, chosen)
  local leaver, least
  for _, a in ipairs(residents) do
    if residents:mayleave(a) and not chosen[a] then
      local worth = loss(state, a, step) / state.units[a]
      if not leaver or worth < least then leaver, least = a, worth end
    end
  end
  return leaver
end

function P.admit(state, adapter, residents, step, units)
  state.costs[adapter] = residents:cost(adapter)
  if not state.guard then return true end
  local missing = units - (residents.capacity - residents.used)
  local lost, chosen = 0, {}
  while missing > 0 do
    local leaver = lowest(state, residents, step, chosen)
    if not leaver then return false end
    chosen[leaver] = true
    missing = missing - state.units[leaver]
    lost = lost + loss(state, leaver, step)
  end
  return loss(state, adapter, step) + (state.costs[adapter] or 1) > lost  -- this request counts too
end

function P.victim(state, adapter, residents, step)
  return lowest(state, residents, step, {})
end

return P
