extension Template {
  /// policies/templates/router.lua; written by scripts/embed-templates.
  static let routerText = #"""
    -- my-router: a router to start from. As it stands, it is LinUCB that counts page-in costs.
    --
    -- A router chooses which adapter serves a request. Try it, with any evictor behind it:
    --
    --   polarbench run my-router.lua+lru --scenario edge-15
    --   polarbench compare my-router.lua+lru linucb+lru --scenario edge-15 --replicates 10
    --
    -- Adapters are numbers 1 … N; steps count requests from 0. docs/reference/lua-api.md tells the rest.

    local P = {
      -- The card: what lists show. The first three are required.
      name = "my-router",    -- small letters, digits and hyphens
      kind = "router",
      api = 1,
      title = "My router",
      summary = "Serves with the adapter of the highest upper confidence bound, less its page-in cost.",
      sources = { "Li2010" },  -- where the idea comes from: keys of docs/reference/bibliography.md, or any text
      parameters = {
        -- Knobs: --set alpha=0.3 on the command line, setting.parameters.alpha below.
        { name = "alpha", default = 0.5, min = 0, max = 100, unit = "utility",
          summary = "how many widths of confidence a score adds to the mean" },
      },
      traits = { "memory" }, -- learns of adapters that are not resident; `polarbench check` tests the claims
    }

    -- Asked once, before the first request. What it returns is the state, which every other verb is given.
    function P.start(setting)
      return {
        -- One linear model for each adapter: it learns what rewards the adapter earns for which contexts.
        bandit = host.linucb {
          arms = setting.adapters, dim = setting.dimension, ridge = 1, alpha = setting.parameters.alpha,
        },
        costs = host.zeros(setting.adapters),  -- room for what serving through each adapter costs now
      }
    end

    -- Asked for each request: who serves it? Any adapter may, resident or not.
    --   request.context    the request's features: a vector, request.context[1] … request.context[#request.context]
    --   request.asked      the adapter that the trace names, or nil
    --   residents:has(a)   whether a is resident: then it serves at no cost
    function P.route(state, request, residents)
      local scores = state.bandit:scores(request.context)  -- mean + alpha · width of each adapter
      residents:costs(state.costs)                         -- 0 for residents, else what a page-in costs
      local best
      for a = 1, #scores do
        if not best or scores[a] - state.costs[a] > scores[best] - state.costs[best] then best = a end
      end
      return best
    end

    -- Told what came of it: outcome.adapter served and earned outcome.reward (costs are not subtracted).
    function P.learn(state, outcome)
      state.bandit:learn(outcome.adapter, outcome.context, outcome.reward)
    end

    return P

    """#
}
