-- 2Q: new adapters pass through a FIFO queue, and only those requested again after they left it enter an LRU list.
--
-- While the queue of new adapters holds more than `in` of the capacity its oldest leaves and becomes a ghost; else the
-- least recently used of the main list leaves without a ghost. A hit among the new adapters changes nothing. If no
-- adapter of the list given by the rule may leave, the other list is used. Shares are in units of capacity, rounded
-- down, at least one. Source: [Johnson1994, full version]. O(1) per request.

local P = {
  name = "2q", kind = "evictor", api = 1,
  title = "2Q",
  summary = "Newcomers pass through a FIFO queue; those asked for again after they left it enter an LRU list.",
  sources = { "Johnson1994" },
  parameters = {
    { name = "in", default = 0.25, min = 0, max = 1, summary = "share of the capacity of the queue of newcomers" },
    { name = "out", default = 0.5, min = 0, max = 16,
      summary = "what is remembered of those that left it, as a share of the capacity" },
  },
  traits = { "memory", "sized" },
}

function P.start(setting)
  local newcomers, main, ghosts = host.lists(3)
  return {
    newcomers = newcomers, main = main, ghosts = ghosts,  -- A1in, Am and A1out of the paper
    newcomer_units = math.max(1, math.floor(setting.capacity * setting.parameters["in"])),
    ghost_units = math.max(1, math.floor(setting.capacity * setting.parameters.out)),
    remembered = nil,  -- the missed adapter, if it is a ghost
  }
end

function P.used(state, adapter, step, kind, units)
  if kind == "hit" then
    if state.main:has(adapter) then state.main:front(adapter) end
  elseif kind == "page-in" and adapter == state.remembered then
    state.main:front(adapter, units)
  elseif kind ~= "bypass" then
    state.newcomers:front(adapter, units)
  end
end

function P.admit(state, adapter)
  state.remembered = state.ghosts:has(adapter) and adapter or nil
  return true
end

local function newcomer(state, residents)
  local leaver = state.newcomers:last(residents)
  if leaver then
    local ghosts = state.ghosts
    ghosts:front(leaver)
    while ghosts:units() > state.ghost_units do ghosts:pop() end
  end
  return leaver
end

function P.victim(state, adapter, residents)
  if state.newcomers:units() > state.newcomer_units then
    return newcomer(state, residents) or state.main:pop(residents)
  end
  return state.main:pop(residents) or newcomer(state, residents)
end

return P
