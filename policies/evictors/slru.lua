-- SLRU, segmented LRU: new adapters are on probation, and a hit promotes them to a protected segment of limited size.
--
-- A hit moves an adapter to the front of the next higher segment; its overflow moves to the front of the segment below.
-- Victims come from the back of the lowest segment with an adapter that may leave. The upper segments together are
-- limited to `protected` of the capacity, in equal parts, in units, rounded down; probation takes the rest and their
-- free capacity. Source: [Karedla1994], with two segments. O(segments) per request.

local P = {
  name = "slru", kind = "evictor", api = 1,
  title = "SLRU", summary = "Newcomers are on probation; a hit promotes them to a protected segment of limited size.",
  sources = { "Karedla1994" },
  parameters = {
    { name = "segments", default = 2, integer = true, min = 2, max = 8, summary = "probation and the protected ones" },
    { name = "protected", default = 0.8, min = 0, max = 1,
      summary = "share of the capacity of all protected segments together" },
  },
  traits = { "sized" },
}

function P.start(setting)
  local count, share = setting.parameters.segments, setting.parameters.protected
  return {
    segments = { host.lists(count) },  -- probation first; most recently used first in each
    limit = math.floor(setting.capacity * share / (count - 1)),  -- units of each segment above probation
  }
end

local function promote(state, adapter)
  local segments = state.segments
  local to = 1
  while to < #segments and not segments[to]:has(adapter) do to = to + 1 end
  to = math.min(to + 1, #segments)
  segments[to]:front(adapter)
  for i = to, 2, -1 do
    while segments[i]:units() > state.limit do
      segments[i - 1]:front(segments[i]:last())
    end
  end
end

function P.used(state, adapter, step, kind, units)
  if kind == "hit" then
    promote(state, adapter)
  elseif kind ~= "bypass" then
    state.segments[1]:front(adapter, units)
  end
end

function P.victim(state, adapter, residents)
  for _, segment in ipairs(state.segments) do
    local leaver = segment:pop(residents)
    if leaver then return leaver end
  end
  return nil
end

return P
