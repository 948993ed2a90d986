-- my-joint: a joint policy to start from. In this form it routes by cache-aware LinUCB and, every `epoch` requests,
-- makes those adapters resident that served most since the last time.
--
-- A joint policy chooses both the adapter that serves a request and the resident set. Try it:
--
--   polarbench run my-joint.lua --scenario edge-15
--   polarbench compare my-joint.lua polar polar-plus --scenario edge-15 --replicates 10
--
-- Adapters are numbers 1 … N; steps count requests from 0. The API is in docs/reference/lua-api.md.

local P = {
  -- The card, shown in lists. The first three are required.
  name = "my-joint",     -- small letters, digits and hyphens
  kind = "joint",
  api = 1,
  title = "My joint policy",
  summary = "Routes by cache-aware LinUCB and keeps the adapters that served most in the last epoch.",
  sources = {},          -- where the idea comes from: keys of docs/reference/bibliography.md, or any text
  parameters = {
    -- Parameters: --set epoch=500 on the command line, setting.parameters.epoch below.
    { name = "alpha", default = 0.5, min = 0, max = 100, unit = "utility",
      summary = "how many widths of confidence a score adds to the mean" },
    { name = "epoch", default = 256, integer = true, min = 1, max = 1000000, unit = "requests",
      summary = "how often the resident set is chosen anew" },
  },
  traits = { "memory", "sized" },  -- `polarbench check` tests them
}

-- Called once, before the first request. Returns the state, which every other verb receives, and the step before which
-- `plan` is first called.
function P.start(setting)
  local state = {
    setting = setting,
    bandit = host.linucb {  -- one linear model per adapter
      arms = setting.adapters, dim = setting.dimension, ridge = 1, alpha = setting.parameters.alpha,
    },
    costs = host.zeros(setting.adapters),   -- buffer for the current cost of serving with each adapter
    served = host.zeros(setting.adapters),  -- requests that each adapter served in this epoch
  }
  return state, setting.parameters.epoch
end

-- Called for each request. Returns the adapter that serves it: any adapter, resident or not.
function P.route(state, request, residents)
  return state.bandit:best(request.context, residents:costs(state.costs))
end

-- Called with the result: outcome.adapter served and earned outcome.reward (costs are not subtracted).
function P.learn(state, outcome)
  state.bandit:learn(outcome.adapter, outcome.context, outcome.reward)
  state.served[outcome.adapter] = state.served[outcome.adapter] + 1
end

-- Called before the request of the step that was last returned. Returns the adapters that are resident from now on: a
-- list that fits the capacity and includes the pinned ones (or nil, to leave the set unchanged); and the step of the
-- next call.
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

-- Called on a miss. Returns whether the adapter becomes resident. Here only plans change the set: a missed adapter is
-- served once and not kept.
function P.admit(state, adapter, residents, step)
  return false
end

-- Called when `admit` returned true and capacity is needed. Returns the victim.
function P.victim(state, adapter, residents, step)
  return nil
end

return P
