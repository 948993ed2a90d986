-- POLAR+: POLAR with epochs that double, forced exploration, and a better choice of the resident set.
--
-- Epoch m lasts L₀·2ᵐ requests, L₀ = 4N. Each except the first begins with a plan:
-- greedy, then swaps, or the exact search, for at most `window` past contexts evenly spaced and point utilities.
-- Then every adapter that has served fewer than ⌈κ·sqrt((t + L_m)/N)⌉ requests is queued for the missing requests,
-- round robin by index; the queue serves the first requests of the epoch, resident or not, and cache-aware LinUCB the
-- rest. Between plans nothing is admitted: a miss is served by a bypass.
--
-- Source: [LiLi2026] as published: epoch doubling, forced exploration, better cache optimisation. Our choice: L₀,
-- quotas topped up rather than repeated, the value of a set (`host.cover`), swaps. Ties go to the lowest index. The
-- built-in has `restart`, `alpha=theory` and `model=pooled` too. O(N·d²) per request; O(window·N·(d + K)) per plan and
-- per round of swaps; T·d numbers of memory.

local P = {
  name = "polar-plus", kind = "joint", api = 1,
  title = "POLAR+",
  summary = "Routes by cache-aware LinUCB with forced exploration and plans the resident set in doubling epochs.",
  sources = { "LiLi2026" },
  parameters = {
    { name = "alpha", default = 0.5, min = 0, max = 1e9, unit = "utility",
      summary = "α, how many widths a score adds to the mean" },
    { name = "ridge", default = 1, min = 1e-9, max = 1e9, summary = "ρ, the weight of the prior θ = 0" },
    { name = "burn_in", default = 0, integer = true, min = 0, unit = "requests",
      summary = "serves request t with adapter t mod N before this step" },
    { name = "discount", default = 1, min = 0.01, max = 1,
      summary = "γ, what an observation keeps of its weight at each later one; 1 forgets nothing" },
    { name = "first", default = 0, integer = true, min = 0, max = 1000000000, unit = "requests",
      summary = "L₀, the length of the first epoch; 0: 4N" },
    { name = "kappa", default = 1, min = 0, max = 1e6,
      summary = "κ, scales the forced exploration ⌈κ·sqrt((t + L)/N)⌉ of each adapter" },
    { name = "window", default = 2048, integer = true, min = 1, max = 1000000000, unit = "requests",
      summary = "how many past contexts a plan looks at, at most" },
    { name = "exact", default = false,
      summary = "searches for the best set instead of greedy and swaps, where that is feasible" },
  },
  traits = { "memory", "sized" },
}

function P.start(setting)
  local parameters = setting.parameters
  return {
    setting = setting,
    bandit = host.linucb {
      arms = setting.adapters, dim = setting.dimension, ridge = parameters.ridge, alpha = parameters.alpha,
      discount = parameters.discount,
    },
    contexts = host.rows(setting.dimension),     -- of all requests
    costs = host.vector(setting.costs),          -- c_a, as last seen while the adapter was not resident
    serving_costs = host.zeros(setting.adapters),  -- buffer for the current cost of serving: 0 for residents
    length = parameters.first > 0 and parameters.first or 4 * math.max(1, setting.adapters),
    queue = {},                                  -- the adapters that are forced to serve, from `head` on
    head = 1,
    samples = host.zeros(setting.adapters),      -- requests that each adapter has served
  }
end

function P.route(state, request, residents)
  state.contexts:append(request.context)
  if request.step < state.setting.parameters.burn_in then return request.step % state.setting.adapters + 1 end
  local forced = state.queue[state.head]
  if forced then
    state.head = state.head + 1
    return forced
  end
  return state.bandit:best(request.context, residents:costs(state.serving_costs))
end

function P.learn(state, outcome)
  local a = outcome.adapter
  state.bandit:learn(a, outcome.context, outcome.reward)
  state.samples[a] = state.samples[a] + 1
end

-- Queues each adapter for the requests that it lacks of the epoch's quota, round robin by index.
local function explore(state, step)
  local adapters = state.setting.adapters
  local quota = math.ceil(state.setting.parameters.kappa * math.sqrt((step + state.length) / math.max(1, adapters)))
  state.queue, state.head = {}, 1
  local round, somebody = 1, true
  while somebody do
    somebody = false
    for a = 1, adapters do
      if quota - state.samples[a] >= round then
        state.queue[#state.queue + 1] = a
        somebody = true
      end
    end
    round = round + 1
  end
end

local function best_set(state, residents)
  local setting, previous = state.setting, {}
  for a = 1, setting.adapters do
    if residents:has(a) then previous[#previous + 1] = a else state.costs[a] = residents:cost(a) end
  end
  local contexts = state.contexts:spaced(setting.parameters.window)
  return host.cover {
    utilities = state.bandit:utilities(contexts, 0), horizon = state.length,
    costs = state.costs, load = state.costs, previous = previous, pinned = setting.pinned,
    capacity = setting.capacity, units = setting.unit ~= "slots" and setting.units or nil,
    search = setting.parameters.exact and "exact" or "swaps",
  }
end

function P.plan(state, step, residents)
  explore(state, step)
  local set = step > 0 and best_set(state, residents) or nil
  local next_plan = step + state.length
  state.length = 2 * state.length
  return set, next_plan
end

-- Never: the set is the plan's.
function P.admit() return false end
function P.victim() return nil end

return P
