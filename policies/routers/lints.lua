-- LinTS: serves each request with the adapter that is best for a draw of the models from their posterior.
--
-- θ̃_a ~ N(θ̂_a, v²·A_a⁻¹), arg max ⟨θ̃_a, x⟩, one model per adapter; draws N normals per request. It ignores
-- page-in costs. Ties go to the lowest index. Source: [Agrawal2013, Alg. 1] with disjoint models, v constant (our
-- choice; the built-in has `model=pooled` too). O(N·d²) per request.

local P = {
  name = "lints", kind = "router", api = 1,
  title = "LinTS", summary = "Serves each request with the adapter that is best for a draw of the models.",
  sources = { "Agrawal2013" },
  parameters = {
    { name = "spread", default = 0.5, min = 0, max = 1e9, unit = "utility",
      summary = "v, how many widths a standard deviation is" },
    { name = "ridge", default = 1, min = 1e-9, max = 1e9, summary = "ρ, the weight of the prior θ = 0" },
    { name = "discount", default = 1, min = 0.01, max = 1,
      summary = "γ, what an observation keeps of its weight at each later one; 1 forgets nothing" },
  },
  traits = { "stochastic", "memory" },
}

function P.start(setting)
  local parameters = setting.parameters
  return {
    bandit = host.lints {
      arms = setting.adapters, dim = setting.dimension, ridge = parameters.ridge, spread = parameters.spread,
      discount = parameters.discount,
    },
  }
end

function P.route(state, request)
  return state.bandit:scores(request.context):argmax()
end

function P.learn(state, outcome)
  state.bandit:learn(outcome.adapter, outcome.context, outcome.reward)
end

return P
