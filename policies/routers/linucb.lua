-- LinUCB: serves each request with the adapter of the highest upper confidence bound; it ignores page-in costs.
--
-- Disjoint linear models, one per adapter: score_a = ⟨θ̂_a, x⟩ + α·sqrt(xᵀA_a⁻¹x), arg max. Ties go to the lowest
-- index. Source: [Li2010, Alg. 1] as published, with ridge ρ in place of 1. The built-in has `alpha=theory` and
-- `model=pooled` too. O(N·d²) per request.

local P = {
  name = "linucb", kind = "router", api = 1,
  title = "LinUCB", summary = "Serves each request with the adapter of the highest upper confidence bound.",
  sources = { "Li2010" },
  parameters = {
    { name = "alpha", default = 0.5, min = 0, max = 1e9, unit = "utility",
      summary = "α, how many widths a score adds to the mean" },
    { name = "ridge", default = 1, min = 1e-9, max = 1e9, summary = "ρ, the weight of the prior θ = 0" },
    { name = "burn_in", default = 0, integer = true, min = 0, unit = "requests",
      summary = "serves request t with adapter t mod N before this step" },
    { name = "discount", default = 1, min = 0.01, max = 1,
      summary = "γ, what an observation keeps of its weight at each later one; 1 forgets nothing" },
  },
  traits = { "memory" },
}

function P.start(setting)
  local parameters = setting.parameters
  return {
    adapters = setting.adapters,
    burn_in = parameters.burn_in,
    bandit = host.linucb {
      arms = setting.adapters, dim = setting.dimension, ridge = parameters.ridge, alpha = parameters.alpha,
      discount = parameters.discount,
    },
  }
end

function P.route(state, request)
  if request.step < state.burn_in then return request.step % state.adapters + 1 end
  return state.bandit:best(request.context)
end

function P.learn(state, outcome)
  state.bandit:learn(outcome.adapter, outcome.context, outcome.reward)
end

return P
