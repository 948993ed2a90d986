extension Template {
  /// policies/templates/joint.lua; written by scripts/embed-templates.
  static let jointText = #"""
    -- my-joint: a joint policy to start from. As it stands, it routes by cache-aware LinUCB and, every `epoch` requests,
    -- makes those adapters resident that served most since the last time.
    --
    -- A joint policy answers both questions: who serves a request, and who is resident. Try it:
    --
    --   polarbench run my-joint.lua --scenario edge-15
    --   polarbench compare my-joint.lua polar polar-plus --scenario edge-15 --replicates 10
    --
    -- Adapters are numbers 1 … N; steps count requests from 0. docs/reference/lua-api.md tells the rest.

    local P = {
      -- The card: what lists show. The first three are required.
      name = "my-joint",     -- small letters, digits and hyphens
      kind = "joint",
      api = 1,
      title = "My joint policy",
      summary = "Routes by cache-aware LinUCB and keeps the adapters that served most in the last epoch.",
      sources = {},          -- where the idea comes from: keys of docs/reference/bibliography.md, or any text
      parameters = {
        -- Knobs: --set epoch=500 on the command line, setting.parameters.epoch below.
        { name = "alpha", default = 0.5, min = 0, max = 100, unit = "utility",
          summary = "how many widths of confidence a score adds to the mean" },
        { name = "epoch", default = 256, integer = true, min = 1, max = 1000000, unit = "requests",
          summary = "how often the resident set is chosen anew" },
      },
      traits = { "memory", "sized" },  -- claims, which `polarbench check` tests
    }

    -- Asked once, before the first request. Returns the state, which every other verb is given, and the step before which
    -- `plan` is to be asked first.
    function P.start(setting)
      local state = {
        setting = setting,
        bandit = host.linucb {  -- one linear model for each adapter
          arms = setting.adapters, dim = setting.dimension, ridge = 1, alpha = setting.parameters.alpha,
        },
        costs = host.zeros(setting.adapters),   -- room for what serving through each adapter costs now
        served = host.zeros(setting.adapters),  -- requests that each adapter served in this epoch
      }
      return state, setting.parameters.epoch
    end

    -- Asked for each request: who serves it? Any adapter may, resident or not.
    function P.route(state, request, residents)
      return state.bandit:best(request.context, residents:costs(state.costs))
    end

    -- Told what came of it: outcome.adapter served and earned outcome.reward (costs are not subtracted).
    function P.learn(state, outcome)
      state.bandit:learn(outcome.adapter, outcome.context, outcome.reward)
      state.served[outcome.adapter] = state.served[outcome.adapter] + 1
    end

    -- Asked before the request of the step that it asked for: which adapters are resident from now on? Returns a list of
    -- adapters that fit the capacity, with the pinned ones among them (or nil, to leave things as they are), and the step
    -- to be asked at next.
    function P.plan(state, step, residents)
      local setting, served = state.setting, state.served
      local set, chosen, used = {}, {}, 0
      local function choose(a)
        set[#set + 1] = a
        chosen[a] = true
        used = used + setting.units[a]
      end
      for _, a in ipairs(setting.pinned) do choose(a) end
      local order = {}
      for a = 1, setting.adapters do order[a] = a end
      table.sort(order, function(a, b)
        if served[a] ~= served[b] then return served[a] > served[b] end
        return a < b  -- ties go to the lower number, so that the order is always the same
      end)
      for _, a in ipairs(order) do
        if not chosen[a] and used + setting.units[a] <= setting.capacity then choose(a) end
      end
      served:fill(0)
      return set, step + setting.parameters.epoch
    end

    -- Asked on a miss: is the adapter to become resident? Here the set is the plan's: a miss is served once, and not kept.
    function P.admit(state, adapter, residents, step)
      return false
    end

    -- Asked when `admit` said yes and room is needed: who leaves?
    function P.victim(state, adapter, residents, step)
      return nil
    end

    return P

    """#
}
