-- UCB1: serves with the adapter of the highest upper confidence bound on its mean reward, without contexts.
--
-- mean_a + scale·sqrt(2·ln t / n_a), each adapter once before that, in index order. It ignores page-in costs.
-- Ties go to the lowest index. Source: [Auer2002, Fig. 1] as published; rewards need not lie in [0, 1] here; `scale`
-- enlarges the bonus for wider ranges (our choice). O(N).

local P = {
  name = "ucb1", kind = "router", api = 1,
  title = "UCB1", summary = "Serves with the adapter of the highest upper confidence bound on its mean reward.",
  sources = { "Auer2002" },
  parameters = {
    { name = "scale", default = 1, min = 0, max = 1e9, unit = "utility",
      summary = "the length of the interval that rewards lie in" },
  },
  traits = { "memory" },
}

function P.start(setting)
  return {
    scale = setting.parameters.scale,
    sums = host.zeros(setting.adapters),    -- of rewards
    counts = host.zeros(setting.adapters),  -- of requests served
    total = 0,
  }
end

function P.route(state)
  local sums, counts = state.sums, state.counts
  local logarithm = math.log(math.max(1, state.total))
  local best, highest = 1, -math.huge
  for a = 1, #counts do
    local n = counts[a]
    if n == 0 then return a end
    local score = sums[a] / n + state.scale * math.sqrt(2 * logarithm / n)
    if score > highest then best, highest = a, score end
  end
  return best
end

function P.learn(state, outcome)
  local a = outcome.adapter
  state.sums[a] = state.sums[a] + outcome.reward
  state.counts[a] = state.counts[a] + 1
  state.total = state.total + 1
end

return P
