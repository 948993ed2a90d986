-- POLAR: cache-aware LinUCB on the fast timescale, a new resident set every H requests on the slow one.
--
-- Every H = max(N, ⌈√T⌉) requests (256 if T is unknown) the set is chosen greedily for the contexts of the last
-- `window` requests and optimistic utilities. Between plans nothing is admitted: a miss is served by a bypass.
--
-- Source: [LiLi2026] as published: two timescales, a cache-aware LinUCB router, fixed epochs. Our choice: H, the
-- window, the value of a set (`host.cover`), greedy. Ties go to the lowest index. The built-in has `alpha=theory` and
-- `model=pooled` too. O(N·d²) per request; O(window·N·(d² + K)) per plan; window·d numbers of memory.

local P = {
  name = "polar", kind = "joint", api = 1,
  title = "POLAR", summary = "Routes by cache-aware LinUCB and chooses the resident set anew in fixed epochs.",
  sources = { "LiLi2026" },
  parameters = {
    { name = "alpha", default = 0.5, min = 0, max = 1e9, unit = "utility",
      summary = "α, how many widths a score adds to the mean" },
    { name = "ridge", default = 1, min = 1e-9, max = 1e9, summary = "ρ, the weight of the prior θ = 0" },
    { name = "burn_in", default = 0, integer = true, min = 0, unit = "requests",
      summary = "serves request t with adapter t mod N before this step" },
    { name = "discount", default = 1, min = 0.01, max = 1,
      summary = "γ, what an observation keeps of its weight at each later one; 1 forgets nothing" },
    { name = "epoch", default = 0, integer = true, min = 0, max = 1000000000, unit = "requests",
      summary = "H, requests between plans; 0: max(N, ⌈√T⌉), 256 where T is unknown" },
    { name = "window", default = 2048, integer = true, min = 1, max = 1000000000, unit = "requests",
      summary = "how many past contexts a plan looks at, at most" },
  },
  traits = { "memory", "sized" },
}

local function standard_epoch(setting)
  if not setting.horizon then return 256 end
  return math.max(setting.adapters, math.ceil(math.sqrt(setting.horizon)))
end

function P.start(setting)
  local parameters = setting.parameters
  local epoch = parameters.epoch > 0 and parameters.epoch or standard_epoch(setting)
  local state = {
    setting = setting,
    epoch = epoch,
    bandit = host.linucb {
      arms = setting.adapters, dim = setting.dimension, ridge = parameters.ridge, alpha = parameters.alpha,
      discount = parameters.discount,
    },
    contexts = host.rows(setting.dimension),
    costs = host.vector(setting.costs),          -- c_a, as last seen while the adapter was not resident
    serving_costs = host.zeros(setting.adapters),  -- buffer for the current cost of serving: 0 for residents
  }
  return state, epoch
end

function P.route(state, request, residents)
  local window = state.setting.parameters.window
  state.contexts:append(request.context)
  if #state.contexts >= 2 * window then state.contexts:trim(window) end
  if request.step < state.setting.parameters.burn_in then return request.step % state.setting.adapters + 1 end
  return state.bandit:best(request.context, residents:costs(state.serving_costs))
end

function P.learn(state, outcome)
  state.bandit:learn(outcome.adapter, outcome.context, outcome.reward)
end

function P.plan(state, step, residents)
  local setting, previous = state.setting, {}
  for a = 1, setting.adapters do
    if residents:has(a) then previous[#previous + 1] = a else state.costs[a] = residents:cost(a) end
  end
  local contexts = state.contexts:last(setting.parameters.window)
  local set = host.cover {
    utilities = state.bandit:utilities(contexts, setting.parameters.alpha), horizon = state.epoch,
    costs = state.costs, load = state.costs, previous = previous, pinned = setting.pinned,
    capacity = setting.capacity, units = setting.unit ~= "slots" and setting.units or nil, search = "greedy",
  }
  return set, step + state.epoch
end

-- Never: the set is the plan's.
function P.admit() return false end
function P.victim() return nil end

return P
