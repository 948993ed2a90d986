-- Hyperbolic caching: evicts the adapter of lowest n · cost / (size · age).
--
-- n counts the uses since the page-in (a page-in is one use, a placement none) and age the requests since then: the
-- value of an adapter falls like a hyperbola while it is not requested. So a new adapter is judged by its rate and not
-- by a count that it had no time to reach (a weakness of LFU), and one use does not put it ahead of all others (a
-- weakness of LRU). Cost is the adapter's page-in cost from its tier at the start, or 1; size is in units of capacity.
--
-- Source: [Blankstein2017, §3], which inspects a sample of 64; this file inspects all residents. Ties go to the lowest
-- index. O(1) per use, O(K) per victim. Not available as a built-in.

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
    uses = {},   -- since the page-in, by adapter
    since = {},  -- the step of the page-in, by adapter
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
