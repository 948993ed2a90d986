-- ε-greedy: serves with the adapter of the highest estimated utility, and sometimes with one drawn uniformly.
--
-- Ridge estimates ⟨θ̂_a, x⟩, one model per adapter. Each request draws one number; if it is below ε, a second
-- one draws the adapter among all N. It ignores page-in costs. Ties go to the lowest index. Source:
-- [SuttonBarto2018, §2.2] with linear models for the sample means (our choice; the built-in has `model=pooled` too).
-- O(N·d) to choose, O(d²) to learn.

local P = {
  name = "epsilon-greedy", kind = "router", api = 1,
  title = "ε-greedy",
  summary = "Serves with the adapter of the highest estimated utility, and at times with a random one.",
  sources = { "SuttonBarto2018" },
  parameters = {
    { name = "epsilon", default = 0.1, min = 0, max = 1, summary = "ε, how often the adapter is drawn" },
    { name = "ridge", default = 1, min = 1e-9, max = 1e9, summary = "ρ, the weight of the prior θ = 0" },
    { name = "discount", default = 1, min = 0.01, max = 1,
      summary = "γ, what an observation keeps of its weight at each later one; 1 forgets nothing" },
  },
  traits = { "stochastic", "memory" },
}

function P.start(setting)
  local parameters = setting.parameters
  return {
    adapters = setting.adapters,
    epsilon = parameters.epsilon,
    bandit = host.linucb {
      arms = setting.adapters, dim = setting.dimension, ridge = parameters.ridge, alpha = 0,
      discount = parameters.discount,
    },
    rng = host.rng(),
  }
end

function P.route(state, request)
  if state.rng:uniform() < state.epsilon then return state.rng:integer(1, state.adapters) end
  return state.bandit:best(request.context)
end

function P.learn(state, outcome)
  state.bandit:learn(outcome.adapter, outcome.context, outcome.reward)
end

return P
