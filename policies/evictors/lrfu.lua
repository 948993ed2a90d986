-- LRFU: evicts the adapter of lowest combined recency and frequency.
--
-- Each use adds 1 to an adapter's score, which halves every `half_life` requests: close to LRU if that is short, close
-- to LFU if it is long. All scores fade at the same rate, so their order changes only with a use, and a heap by
-- ln(score at the last use) + ln 2 · (last use) / half_life keeps it. A placement counts as half a use, and the score
-- is forgotten when the adapter leaves.
--
-- Source: [Lee2001], with F(x) = (1/2)^(x / half_life). Ties go to the least recently used. O(log K) per use and per
-- victim. Not available as a built-in.

local P = {
  name = "lrfu", kind = "evictor", api = 1,
  title = "LRFU", summary = "Evicts the adapter of lowest score, to which each use adds 1 and which fades with time.",
  sources = { "Lee2001" },
  parameters = {
    { name = "half_life", default = 200, min = 1, max = 1e9, unit = "requests",
      summary = "after how many requests a use counts half" },
  },
  traits = { "sized" },
}

function P.start(setting)
  return {
    keys = host.heap(),
    scores = {},    -- at the last use, by adapter
    last_use = {},  -- the step, by adapter
    fading = math.log(2) / setting.parameters.half_life,  -- per request
  }
end

function P.used(state, adapter, step, kind)
  if kind == "bypass" then return end
  local score = kind == "page-in" and 1 or 0.5
  if kind == "hit" then
    score = 1 + state.scores[adapter] * math.exp(-state.fading * (step - state.last_use[adapter]))
  end
  state.scores[adapter] = score
  state.last_use[adapter] = step
  state.keys:set(adapter, math.log(score) + state.fading * step)
end

function P.victim(state, adapter, residents)
  local leaver = state.keys:min(residents)
  if leaver then state.keys:remove(leaver) end
  return leaver
end

return P
