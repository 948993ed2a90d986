-- S3-FIFO: a small FIFO queue that newcomers must survive, a main one with second chances, and a ghost queue.
--
-- A hit raises the adapter's counter, up to 3, and moves nothing. While the small queue holds at least its share, or
-- the main queue is empty, victims come from the small one: its oldest moves to the main queue when its counter is at
-- least `move_threshold` (the counter starts again from 0), else it leaves and enters the ghost queue.
-- Otherwise they come from the main queue: its oldest goes to the back again with its counter reduced by one if the
-- counter is above 0, else it leaves. A new adapter enters the small queue, or the main one if it is in the ghost
-- queue.
--
-- Shares are in units of capacity, rounded down; the small queue has at least one. Source: [YangZ2023, Alg. 1]. O(1)
-- amortised per request.

local P = {
  name = "s3fifo", kind = "evictor", api = 1,
  title = "S3-FIFO",
  summary = "A small FIFO queue that newcomers must survive, a main one with second chances, and a ghost queue.",
  sources = { "YangZ2023" },
  parameters = {
    { name = "small", default = 0.1, min = 0, max = 1, summary = "share of the capacity of the small queue" },
    { name = "ghost", default = 0.9, min = 0, max = 16,
      summary = "what the ghost queue remembers, as a share of the capacity" },
    { name = "move_threshold", default = 2, integer = true, min = 1, max = 3, unit = "hits",
      summary = "hits that move an adapter to the main queue" },
  },
  traits = { "memory", "sized" },
}

function P.start(setting)
  local small, main, ghost = host.lists(3)
  return {
    small = small, main = main, ghost = ghost,
    hits = {},         -- by adapter
    small_units = math.max(1, math.floor(setting.capacity * setting.parameters.small)),
    ghost_units = math.floor(setting.capacity * setting.parameters.ghost),
    threshold = setting.parameters.move_threshold,
    remembered = nil,  -- the missed adapter, if it is in the ghost queue
  }
end

function P.used(state, adapter, step, kind, units)
  if kind == "hit" then
    state.hits[adapter] = math.min(state.hits[adapter] + 1, 3)
  elseif kind ~= "bypass" then
    state.hits[adapter] = 0
    local queue = kind == "page-in" and adapter == state.remembered and state.main or state.small
    queue:front(adapter, units)
  end
end

function P.admit(state, adapter)
  state.remembered = state.ghost:has(adapter) and adapter or nil
  state.ghost:remove(adapter)
  state.small:remove(adapter)  -- if it left without a victim call
  state.main:remove(adapter)
  return true
end

local function from_small(state, residents)
  local ghost = state.ghost
  while true do
    local oldest = state.small:last(residents)
    if not oldest then return nil end
    if state.hits[oldest] < state.threshold then
      ghost:front(oldest)
      while ghost:units() > state.ghost_units do ghost:pop() end
      return oldest
    end
    state.hits[oldest] = 0
    state.main:front(oldest)
  end
end

local function from_main(state, residents)
  while true do
    local oldest = state.main:last(residents)
    if not oldest then return nil end
    if state.hits[oldest] == 0 then
      state.main:remove(oldest)
      return oldest
    end
    state.hits[oldest] = state.hits[oldest] - 1
    state.main:front(oldest)
  end
end

function P.victim(state, adapter, residents)
  if state.small:units() >= state.small_units or state.main:units() == 0 then
    return from_small(state, residents) or from_main(state, residents)
  end
  return from_main(state, residents) or from_small(state, residents)
end

return P
