-- Fading counts: evicts the adapter with the fewest recent requests; a request counts half after `half_life` others.
--
-- Counts are kept after evictions. O(N / 64 + K) per victim. Our choice.
local P = {
  name = "fading-count", kind = "evictor", api = 1, title = "Fading counts", traits = { "memory", "sized" },
  summary = "Evicts the adapter with the fewest requests of late.",
  parameters = {
    { name = "half_life", default = 300, min = 1, unit = "requests", summary = "After so many requests one counts half." },
  },
}

function P.start(setting)
  return { score = host.zeros(setting.adapters), fade = math.log(2) / setting.parameters.half_life }
end

-- Scores are logarithms; the scale rises with time instead of reducing all scores: log(e^score + e^now).
function P.used(state, adapter, step)
  local now, score = step * state.fade, state.score[adapter]
  local high, low = math.max(now, score), math.min(now, score)
  state.score[adapter] = high + math.log(1 + math.exp(low - high))
end

function P.victim(state, adapter, residents)
  return residents:first(state.score)
end

return P
