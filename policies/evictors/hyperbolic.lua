-- Hyperbolic caching: evicts the adapter of lowest n · cost / (size · age).
--
-- n counts the uses since the adapter came in (a page-in is one, a placement none) and age the requests since then: what
-- an adapter is worth falls like a hyperbola while nobody asks for it. So a newcomer is judged by its rate and not by a
-- count that it had no time to reach (LFU's fault), and one use does not put it ahead of everybody (LRU's). Cost is
-- the adapter's page-in cost from where it lies at the start, or 1; size is in units of capacity.
--
-- Source: [Blankstein2017, §3], who look at a sample of 64; we look at all residents. Ties go to the lowest index.
-- O(1) for each use, O(K) for each victim. No built-in has it.

local P = {
  name = "hyperbolic", kind = "evictor", api = 1,
  title = "Hyperbolic", summary = "Evicts the adapter used least often for the time that it has been resident.",
  sources = { "Blankstein2017" },
  parameters = {
    { name = "cost", default = "1", choices = { "1", "page-in" },
      summary = "what a miss costs: 1, or the adapter's page-in cost" },
  },
  traits = { "sized" },
}

function P.start(setting)
  return {
    uses = {},   -- since it came in, by adapter
    since = {},  -- the step that it came in at, by adapter
    worth = {},  -- cost / size, by adapter
    costs = setting.parameters.cost == "page-in" and #setting.costs > 0 and host.vector(setting.costs) or nil,
  }
end

function P.used(state, adapter, step, kind, units)
  if kind == "hit" then
    state.uses[adapter] = state.uses[adapter] + 1
  elseif kind ~= "bypass" then
    state.uses[adapter] = kind == "page-in" and 1 or 0
    state.since[adapter] = step
    state.worth[adapter] = (state.costs and state.costs[adapter] or 1) / math.max(1, units)
  end
end

function P.victim(state, adapter, residents, step)
  local uses, since, worth = state.uses, state.since, state.worth
  local leaver, lowest
  for _, a in ipairs(residents) do
    if residents:mayleave(a) then
      local priority = uses[a] * worth[a] / math.max(1, step - since[a])
      if not leaver or priority < lowest then leaver, lowest = a, priority end
    end
  end
  return leaver
end

return P
