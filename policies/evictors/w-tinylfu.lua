-- W-TinyLFU: a small window that takes every new adapter, and a main SLRU that only more frequently used adapters
-- enter.
--
-- When the capacity is full, the window's least recently used (the candidate) is compared with the next victim of the
-- main part: the one with fewer recent uses leaves, by a sketch that also counts adapters that are not resident; on a
-- tie the candidate leaves. A candidate that wins moves to probation. While capacity is free, overflow of the window
-- moves there without a comparison. A new adapter larger than the whole window is itself the candidate, and is not kept
-- if it loses.
--
-- Shares are in units of capacity, rounded down; the window has at least one. Source: [Einziger2017, §4]; a sketch
-- counter for each resident, halved after ten uses per counter, no doorkeeper (our choices). O(1) per request.

local P = {
  name = "w-tinylfu", kind = "evictor", api = 1,
  title = "W-TinyLFU",
  summary = "A small window takes every newcomer; only the more frequently used get into the main SLRU.",
  sources = { "Einziger2017" },
  parameters = {
    { name = "window", default = 0.01, min = 0, max = 1, summary = "share of the capacity of the window" },
    { name = "protected", default = 0.8, min = 0, max = 1, summary = "share of the main part that is protected" },
  },
  traits = { "memory", "sized" },
}

function P.start(setting)
  local window, probation, protected = host.lists(3)  -- most recently used first
  local window_units = math.max(1, math.floor(setting.capacity * setting.parameters.window))
  return {
    window = window, probation = probation, protected = protected,
    window_units = window_units,
    protected_units = math.floor((setting.capacity - window_units) * setting.parameters.protected),
    sketch = host.sketch(16, 4, 15),
    uses = 0,  -- since the sketch was last halved
  }
end

local function count(state, adapter)
  state.sketch:add(adapter)
  state.uses = state.uses + 1
  if state.uses >= 10 * state.sketch:width() then
    state.sketch:halve()
    state.uses = state.uses // 2
  end
end

-- Moves the excess from the back of one list to the front of the list below.
local function overflow(list, units, below)
  while list:units() > units do below:front(list:last()) end
end

function P.used(state, adapter, step, kind, units)
  if kind == "hit" then
    count(state, adapter)
    if state.window:has(adapter) then
      state.window:front(adapter)
    else
      state.protected:front(adapter)
      overflow(state.protected, state.protected_units, state.probation)
    end
  elseif kind ~= "bypass" then
    state.window:front(adapter, units)
    overflow(state.window, state.window_units, state.probation)
  end
end

function P.admit(state, adapter, residents)
  state.sketch:widen(#residents)
  count(state, adapter)
  return true
end

-- Removes an adapter from its list.
local function leave(state, adapter)
  if not adapter then return nil end
  state.window:remove(adapter)
  state.probation:remove(adapter)
  state.protected:remove(adapter)
  return adapter
end

function P.victim(state, adapter, residents, step, units)
  local main = state.probation:last(residents) or state.protected:last(residents)
  local overflows = state.window:units() + units > state.window_units
  local candidate = (overflows or not main) and state.window:last(residents) or nil
  if not main then return leave(state, candidate) end
  if overflows and not candidate then candidate = adapter end
  if not candidate then return leave(state, main) end
  if state.sketch:estimate(candidate) > state.sketch:estimate(main) then
    if candidate ~= adapter then state.probation:front(candidate) end
    return leave(state, main)
  end
  if candidate == adapter then return adapter end
  return leave(state, candidate)
end

return P
