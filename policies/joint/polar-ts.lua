-- POLAR with Thompson sampling: POLAR that draws its models instead of adding confidence widths.
--
-- Routing: score_a = ⟨θ̃_a, x⟩ − c_a·1[a ∉ C] with θ̃_a ~ N(θ̂_a, v²·A_a⁻¹), arg max. Every H = max(N, ⌈√T⌉) requests
-- (256 if T is unknown) the resident set is chosen greedily for the contexts of the last `window` requests, at the
-- mean utilities: draws explore request by request, so the set need not be optimistic. POLAR's confidence bound tries
-- an uncertain adapter on every request until its width has shrunk; a draw tries it as often as it is likely to be
-- best. If most adapters are poor, this saves most of the exploration. Between plans nothing is admitted.
--
-- Source: [LiLi2026] for the two timescales, [Agrawal2013, Alg. 1] for the draws, with disjoint models and v constant;
-- the pairing is our choice. Ties go to the lowest index. O(N·d²) per request; O(window·N·(d² + K)) per plan.

local P = {
  name = "polar-ts", kind = "joint", api = 1,
  title = "POLAR-TS",
  summary = "Routes by draws of the models less page-in costs and chooses the resident set anew in fixed epochs.",
  sources = { "LiLi2026", "Agrawal2013" },
  parameters = {
    { name = "spread", default = 0.3, min = 0, max = 1e9, unit = "utility",
      summary = "v, how many widths a standard deviation is" },
    { name = "ridge", default = 1, min = 1e-9, max = 1e9, summary = "ρ, the weight of the prior θ = 0" },
    { name = "discount", default = 1, min = 0.01, max = 1,
      summary = "γ, what an observation keeps of its weight at each later one; 1 forgets nothing" },
    { name = "epoch", default = 0, integer = true, min = 0, max = 1000000000, unit = "requests",
      summary = "H, requests between plans; 0: max(N, ⌈√T⌉), 256 where T is unknown" },
    { name = "window", default = 2048, integer = true, min = 1, max = 1000000000, unit = "requests",
      summary = "how many past contexts a plan looks at, at most" },
  },
  traits = { "stochastic", "memory", "sized" },
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
    bandit = host.lints {
      arms = setting.adapters, dim = setting.dimension, ridge = parameters.ridge, spread = parameters.spread,
      discount = parameters.discount,
    },
    contexts = host.rows(setting.dimension),
    costs = host.vector(setting.costs),            -- c_a, as last seen while the adapter was not resident
    serving_costs = host.zeros(setting.adapters),  -- buffer for the current cost of serving: 0 for residents
    scores = host.zeros(setting.adapters),         -- buffer for scores minus costs
  }
  return state, epoch
end

function P.route(state, request, residents)
  local window = state.setting.parameters.window
  state.contexts:append(request.context)
  if #state.contexts >= 2 * window then state.contexts:trim(window) end
  local scores = state.scores:copy(state.bandit:scores(request.context))
  return scores:axpy(-1, residents:costs(state.serving_costs)):argmax()
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
    utilities = state.bandit:utilities(contexts, 0), horizon = state.epoch,
    costs = state.costs, load = state.costs, previous = previous, pinned = setting.pinned,
    capacity = setting.capacity, units = setting.unit ~= "slots" and setting.units or nil,
  }
  return set, step + state.epoch
end

-- Never: the set is the plan's.
function P.admit() return false end
function P.victim() return nil end

return P
