-- EdgeLoRA top-k: serves with the best resident adapter among the k best of all; loads the best where none is resident.
--
-- Scores are those of LinUCB, without page-in costs; the victim is the adapter used longest ago. Ties go to the lowest
-- index. Source: [Shen2025] as published: top k, resident ones first in order of score, else load the best, LRU. There
-- a classifier trained in advance scores adapters; LinUCB, which learns online, is our choice. The built-in has
-- `alpha=theory` and `model=pooled` too. O(N·d²) per request, O(K) per miss.

local P = {
  name = "edgelora-topk", kind = "joint", api = 1,
  title = "EdgeLoRA top-k",
  summary = "Serves with the best resident adapter among the k best of all; loads the best where none is resident.",
  sources = { "Shen2025", "Li2010" },
  parameters = {
    { name = "k", default = 3, integer = true, min = 1, max = 1000000,
      summary = "how many of the best adapters a resident one may stand among" },
    { name = "alpha", default = 0.5, min = 0, max = 1e9, unit = "utility",
      summary = "α, how many widths a score adds to the mean" },
    { name = "ridge", default = 1, min = 1e-9, max = 1e9, summary = "ρ, the weight of the prior θ = 0" },
    { name = "burn_in", default = 0, integer = true, min = 0, unit = "requests",
      summary = "serves request t with adapter t mod N before this step" },
    { name = "discount", default = 1, min = 0.01, max = 1,
      summary = "γ, what an observation keeps of its weight at each later one; 1 forgets nothing" },
  },
  traits = { "memory", "sized" },
}

function P.start(setting)
  local parameters = setting.parameters
  return {
    adapters = setting.adapters,
    k = parameters.k,
    burn_in = parameters.burn_in,
    bandit = host.linucb {
      arms = setting.adapters, dim = setting.dimension, ridge = parameters.ridge, alpha = parameters.alpha,
      discount = parameters.discount,
    },
    last_use = host.zeros(setting.adapters),  -- the order of each adapter's last use; 0 before it
    uses = 0,
  }
end

function P.route(state, request, residents)
  if request.step < state.burn_in then return request.step % state.adapters + 1 end
  local scores = state.bandit:scores(request.context)
  local resident  -- the best one
  for _, a in ipairs(residents) do
    if not resident or scores[a] > scores[resident] then resident = a end
  end
  if not resident then return scores:argmax() end
  local ahead = 0  -- of the best resident, among all
  for a = 1, state.adapters do
    if scores[a] > scores[resident] or (scores[a] == scores[resident] and a < resident) then ahead = ahead + 1 end
  end
  return ahead < state.k and resident or scores:argmax()
end

function P.learn(state, outcome)
  state.bandit:learn(outcome.adapter, outcome.context, outcome.reward)
end

function P.used(state, adapter)
  state.uses = state.uses + 1
  state.last_use[adapter] = state.uses
end

function P.victim(state, adapter, residents)
  return residents:first(state.last_use)
end

return P
