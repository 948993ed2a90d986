-- Static, most popular: keeps the adapters that were used most in a warm-up, chosen once.
--
-- Models a server with a fixed list of resident adapters: it uses popularity, not utility. For `warm_up` requests it
-- counts the adapters that requests name or, if they name none, those that serve; then one plan makes the adapters with
-- the highest counts resident, as many as fit, pinned ones first. Misses are bypasses, before and after.
--
-- Requests of the warm-up are routed by LinUCB without page-in costs. After it nothing adapts: each request
-- goes to the adapter of the highest estimated utility; with `adaptive`, LinUCB continues and only the set is static.
-- On a trace without contexts, requests go to the adapter that they name. This is the non-adaptive baseline that
-- [LiLi2026] names without defining it; the definition is our choice throughout. Ties go to the lowest index. The
-- built-in has `alpha=theory` and `model=pooled` too. O(N·d²) per request.

local P = {
  name = "static-popular", kind = "joint", api = 1,
  title = "Static, most popular",
  summary = "Keeps the adapters that were used most in a warm-up, chosen once and for all.",
  sources = { "LiLi2026", "Li2010" },
  parameters = {
    { name = "warm_up", default = 0, integer = true, min = 0, max = 1000000000, unit = "requests",
      summary = "how long uses are counted before the choice; 0: ⌈T/10⌉, 1000 where T is unknown" },
    { name = "adaptive", default = false,
      summary = "whether routing learns on after the warm-up; the set never does" },
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

local function standard_warm_up(setting)
  if not setting.horizon then return 1000 end
  return math.max(1, (setting.horizon + 9) // 10)
end

function P.start(setting)
  local parameters = setting.parameters
  local models
  if setting.dimension > 0 then
    models = { arms = setting.adapters, dim = setting.dimension, ridge = parameters.ridge, alpha = parameters.alpha,
      discount = parameters.discount }
  end
  local warm_up = parameters.warm_up > 0 and parameters.warm_up or standard_warm_up(setting)
  local state = {
    setting = setting,
    warm_up = warm_up,
    bandit = models and host.linucb(models),    -- nil where there are no contexts
    counts = host.zeros(setting.adapters),
  }
  return state, warm_up
end

local function is_learning(state, step)
  return step < state.warm_up or state.setting.parameters.adaptive
end

local function choice(state, request)
  if not state.bandit then return request.asked end
  if request.step < state.setting.parameters.burn_in then return request.step % state.setting.adapters + 1 end
  if is_learning(state, request.step) then return state.bandit:best(request.context) end
  local best, highest = 1, -math.huge
  for a = 1, state.setting.adapters do
    local mean = state.bandit:mean(a, request.context)
    if mean > highest then best, highest = a, mean end
  end
  return best
end

function P.route(state, request)
  local adapter = choice(state, request)
  local counted = request.asked or adapter
  if request.step < state.warm_up then state.counts[counted] = state.counts[counted] + 1 end
  return adapter
end

function P.learn(state, outcome)
  if state.bandit and is_learning(state, outcome.step) then
    state.bandit:learn(outcome.adapter, outcome.context, outcome.reward)
  end
end

function P.plan(state)
  local setting, counts = state.setting, state.counts
  local chosen, is_pinned, used = {}, {}, 0
  for _, a in ipairs(setting.pinned) do
    chosen[#chosen + 1] = a
    is_pinned[a] = true
    used = used + setting.units[a]
  end
  local others = {}
  for a = 1, setting.adapters do
    if not is_pinned[a] then others[#others + 1] = a end
  end
  table.sort(others, function(a, b)
    if counts[a] ~= counts[b] then return counts[a] > counts[b] end
    return a < b
  end)
  for _, a in ipairs(others) do
    if used + setting.units[a] <= setting.capacity then
      chosen[#chosen + 1] = a
      used = used + setting.units[a]
    end
  end
  return chosen, nil  -- never again
end

-- Never: the set is static.
function P.admit() return false end
function P.victim() return nil end

return P
