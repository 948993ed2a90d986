-- POLAR+ with restarts: POLAR+ that detects a change of the environment and restarts.
--
-- Models with many observations forget slowly: after a change POLAR+ uses old utilities for as long as it took to learn
-- them, and its epochs are by then so long that the resident set stays wrong too. This policy measures the prediction
-- error of the models. When the mean error of the last `stretch` requests is more than `tolerance` times the earlier
-- mean error, it resets the models, the contexts and the counts and restarts the doubling; the resident set stays until
-- the first plan.
--
-- It detects rises and falls, unlike the built-in's `restart`, which compares rewards of hits only and keeps the
-- models. A plan can be rescheduled only inside a plan call, so it asks for one every L₀ requests.
--
-- Source: [LiLi2026] for POLAR+; the test of the errors is our choice, similar to [Page1954]. Ties go to the
-- lowest index. O(N·d²) per request; O(window·N·(d + K)) per plan and per round of swaps; T·d numbers of memory.

local P = {
  name = "polar-plus-restart", kind = "joint", api = 1,
  title = "POLAR+ with restarts",
  summary = "POLAR+ that forgets its models and begins anew when rewards stray from what they foretold.",
  sources = { "LiLi2026", "Page1954" },
  parameters = {
    { name = "alpha", default = 0.5, min = 0, max = 1e9, unit = "utility",
      summary = "α, how many widths a score adds to the mean" },
    { name = "ridge", default = 1, min = 1e-9, max = 1e9, summary = "ρ, the weight of the prior θ = 0" },
    { name = "first", default = 0, integer = true, min = 0, max = 1000000000, unit = "requests",
      summary = "L₀, the length of the first epoch; 0: 4N" },
    { name = "kappa", default = 1, min = 0, max = 1e6,
      summary = "κ, scales the forced exploration ⌈κ·sqrt((t + L)/N)⌉ of each adapter" },
    { name = "window", default = 2048, integer = true, min = 1, max = 1000000000, unit = "requests",
      summary = "how many past contexts a plan looks at, at most" },
    { name = "stretch", default = 200, integer = true, min = 1, max = 1000000, unit = "requests",
      summary = "how many of the last errors are held against those before" },
    { name = "tolerance", default = 1.5, min = 1, max = 1e6,
      summary = "how many times the mean error before, that they may come to" },
  },
  traits = { "memory", "sized" },
}

-- Resets everything learnt: the doubling begins at this step.
local function begin(state, step)
  local setting, parameters = state.setting, state.setting.parameters
  state.origin = step
  state.next_epoch = step
  state.length = state.first
  state.bandit = host.linucb {
    arms = setting.adapters, dim = setting.dimension, ridge = parameters.ridge, alpha = parameters.alpha,
  }
  state.contexts = host.rows(setting.dimension)   -- of all requests since
  state.samples = host.zeros(setting.adapters)    -- requests that each adapter has served since
  state.queue, state.head = {}, 1                 -- the adapters that are forced to serve, from `head` on
  state.errors = host.ring(parameters.stretch)    -- the last ones
  state.error_sum, state.error_count = 0, 0       -- of errors that left the ring
end

function P.start(setting)
  local first = setting.parameters.first
  local state = {
    setting = setting,
    first = first > 0 and first or 4 * math.max(1, setting.adapters),
    costs = host.vector(setting.costs),            -- c_a, as last seen while the adapter was not resident
    serving_costs = host.zeros(setting.adapters),  -- buffer for the current cost of serving: 0 for residents
  }
  begin(state, 0)
  return state
end

function P.route(state, request, residents)
  state.contexts:append(request.context)
  local forced = state.queue[state.head]
  if forced then
    state.head = state.head + 1
    return forced
  end
  return state.bandit:best(request.context, residents:costs(state.serving_costs))
end

-- Whether the last errors are much larger than those before.
local function has_changed(state)
  local stretch = state.setting.parameters.stretch
  if state.error_count < stretch then return false end
  local before = state.error_sum / state.error_count
  return state.errors:sum() / stretch > state.setting.parameters.tolerance * before
end

function P.learn(state, outcome)
  local a = outcome.adapter
  local error = math.abs(outcome.reward - state.bandit:mean(a, outcome.context))
  local older = state.errors:push(error)
  if older then
    state.error_sum = state.error_sum + older
    state.error_count = state.error_count + 1
  end
  state.bandit:learn(a, outcome.context, outcome.reward)
  state.samples[a] = state.samples[a] + 1
  if has_changed(state) then begin(state, outcome.step + 1) end
end

-- Queues each adapter for the requests that it lacks of the epoch's quota, round robin by index.
local function explore(state, step)
  local adapters = state.setting.adapters
  local span = step - state.origin + state.length
  local quota = math.ceil(state.setting.parameters.kappa * math.sqrt(span / math.max(1, adapters)))
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
    capacity = setting.capacity, units = setting.unit ~= "slots" and setting.units or nil, search = "swaps",
  }
end

function P.plan(state, step, residents)
  if step < state.next_epoch then return nil, step + state.first end
  explore(state, step)
  local set = #state.contexts > 0 and best_set(state, residents) or nil
  state.next_epoch = step + state.length
  state.length = 2 * state.length
  return set, step + state.first
end

-- Never: the set is the plan's.
function P.admit() return false end
function P.victim() return nil end

return P
