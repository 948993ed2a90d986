-- my-router: a router to start from. In this form it is LinUCB with page-in costs.
--
-- A router chooses which adapter serves a request. Try it with any evictor:
--
--   polarbench run my-router.lua+lru --scenario edge-15
--   polarbench compare my-router.lua+lru linucb+lru --scenario edge-15 --replicates 10
--
-- Adapters are numbers 1 … N; steps count requests from 0. The API is in docs/reference/lua-api.md.

local P = {
  -- The card, shown in lists. The first three are required.
  name = "my-router",    -- small letters, digits and hyphens
  kind = "router",
  api = 1,
  title = "My router",
  summary = "Serves with the adapter of the highest upper confidence bound, less its page-in cost.",
  sources = { "Li2010" },  -- where the idea comes from: keys of docs/reference/bibliography.md, or any text
  parameters = {
    -- Parameters: --set alpha=0.3 on the command line, setting.parameters.alpha below.
    { name = "alpha", default = 0.5, min = 0, max = 100, unit = "utility",
      summary = "how many widths of confidence a score adds to the mean" },
  },
  traits = { "memory" }, -- learns about adapters that are not resident; `polarbench check` tests the traits
}

-- Called once, before the first request. Returns the state, which every other verb receives.
function P.start(setting)
  return {
    -- One linear model per adapter: it learns the adapter's rewards as a function of the context.
    bandit = host.linucb {
      arms = setting.adapters, dim = setting.dimension, ridge = 1, alpha = setting.parameters.alpha,
    },
    costs = host.zeros(setting.adapters),  -- buffer for the current cost of serving with each adapter
  }
end

-- Called for each request. Returns the adapter that serves it: any adapter, resident or not.
--   request.context    the request's features: a vector, request.context[1] … request.context[#request.context]
--   request.asked      the adapter that the trace names, or nil
--   residents:has(a)   whether a is resident: then serving is free
function P.route(state, request, residents)
  local scores = state.bandit:scores(request.context)  -- mean + alpha · width of each adapter
  residents:costs(state.costs)                         -- 0 for residents, else the page-in cost
  local best
  for a = 1, #scores do
    if not best or scores[a] - state.costs[a] > scores[best] - state.costs[best] then best = a end
  end
  return best
end

-- Called with the result: outcome.adapter served and earned outcome.reward (costs are not subtracted).
function P.learn(state, outcome)
  state.bandit:learn(outcome.adapter, outcome.context, outcome.reward)
end

return P
