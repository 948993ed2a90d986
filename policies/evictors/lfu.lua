-- LFU: evicts the adapter used least often since it came in.
--
-- A page-in counts one use and a placement none; counts are forgotten when an adapter leaves. Ties go to the adapter
-- that reached its count first. Source: [Mattson1970]; in-cache counts and the tie rule are our choice. O(log K) per
-- use and per victim.

local P = {
  name = "lfu", kind = "evictor", api = 1,
  title = "LFU", summary = "Evicts the adapter used least often since it came in.",
  sources = { "Mattson1970" }, traits = { "sized" },
}

function P.start(setting)
  return { counts = host.heap() }  -- residents by their uses
end

function P.used(state, adapter, step, kind)
  local counts = state.counts
  if kind == "hit" then
    counts:set(adapter, counts:key(adapter) + 1)
  elseif kind == "page-in" then
    counts:set(adapter, 1)
  elseif kind == "placed" then
    counts:set(adapter, 0)
  end
end

function P.victim(state, adapter, residents)
  local leaver = state.counts:min(residents)
  if leaver then state.counts:remove(leaver) end
  return leaver
end

return P
