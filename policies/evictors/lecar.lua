-- LeCaR: draws for each victim whether LRU or LFU chooses it, and trusts the one less that lately chose badly.
--
-- Each expert's victims are kept in its own history, as large as the capacity, first in, first out. A miss in LRU's
-- history multiplies LFU's weight by exp(λ · r) and vice versa, r = d^t, t the steps since the eviction; the weights
-- are scaled to a sum of 1. LRU chooses with the probability of its weight, with one draw per victim. An adapter that
-- returns from a history keeps its use count.
--
-- λ = learning_rate, d = discount to the power 1 / residents. LFU's ties go to the adapter that reached its count
-- first, and no weight falls below 0.01 (our choices). Source: [Vietri2018]. O(log K) per request.

local P = {
  name = "lecar", kind = "evictor", api = 1,
  title = "LeCaR",
  summary = "Draws whether LRU or LFU chooses the victim, and trusts the one less that lately chose badly.",
  sources = { "Vietri2018" },
  parameters = {
    { name = "learning_rate", default = 0.45, min = 0, max = 10, summary = "λ" },
    { name = "discount", default = 0.005, min = 0, max = 1,
      summary = "what a regret weighs after as many steps as there are residents" },
  },
  traits = { "stochastic", "memory", "sized" },
}

local LEAST_WEIGHT = 0.01

function P.start(setting)
  local residents, left_by_lru, left_by_lfu = host.lists(3)
  return {
    recent = residents,         -- most recently used first
    left_by_lru = left_by_lru,  -- the experts' victims, the last to leave first
    left_by_lfu = left_by_lfu,
    counts = host.heap(),       -- residents by their uses
    uses = {},                  -- by adapter; kept when it leaves
    left_at = {},               -- the step, by adapter
    capacity = setting.capacity,
    learning_rate = setting.parameters.learning_rate,
    discount = setting.parameters.discount,
    weight = 0.5,               -- of LRU; LFU has 1 minus this
    remembered = nil,           -- the missed adapter, if it is in a history
    rng = host.rng(),
  }
end

function P.used(state, adapter, step, kind, units)
  if kind == "bypass" then return end
  local uses = 0
  if kind == "hit" then
    state.recent:front(adapter)
    uses = state.uses[adapter] + 1
  else
    state.recent:front(adapter, units)
    if kind == "page-in" then uses = adapter == state.remembered and state.uses[adapter] + 1 or 1 end
  end
  state.uses[adapter] = uses
  state.counts:set(adapter, uses)
end

-- Moves weight to the other expert when a victim of one expert is missed.
local function regret(state, lru_is_to_blame, steps, residents)
  local r = math.pow(state.discount, steps / math.max(1, #residents))
  local gain = math.exp(state.learning_rate * r)
  local lru, lfu = state.weight, 1 - state.weight
  if lru_is_to_blame then lfu = lfu * gain else lru = lru * gain end
  state.weight = math.min(math.max(lru / (lru + lfu), LEAST_WEIGHT), 1 - LEAST_WEIGHT)
end

function P.admit(state, adapter, residents, step)
  local by_lru, by_lfu = state.left_by_lru:has(adapter), state.left_by_lfu:has(adapter)
  state.remembered = (by_lru or by_lfu) and adapter or nil
  if state.remembered then regret(state, by_lru, step - state.left_at[adapter], residents) end
  state.left_by_lru:remove(adapter)
  state.left_by_lfu:remove(adapter)
  state.recent:remove(adapter)  -- if it left without a victim call
  return true
end

function P.victim(state, adapter, residents, step)
  local by_lru = state.rng:uniform() < state.weight
  local leaver
  if by_lru then leaver = state.recent:last(residents) else leaver = state.counts:min(residents) end
  if not leaver then return nil end
  local history = by_lru and state.left_by_lru or state.left_by_lfu
  state.counts:remove(leaver)
  state.left_at[leaver] = step
  history:front(leaver)
  while history:units() > state.capacity do history:pop() end
  return leaver
end

return P
