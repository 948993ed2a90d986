-- my-scheduler: a scheduler of the server's twin to start from. As it stands, it is first come, first served, but for adapters
-- that are on the GPU: they overtake the others until the head of the line has waited too long.
--
-- A scheduler chooses whose first waiting request is admitted to the batch. Try it:
--
--   polarbench twin run --model llama-3.1-8b -n 64 --rates 0.2,0.1 --ranks 8 --slots 16 --scheduler my-scheduler.lua
--
-- Adapters are numbers 1 … N, times are in seconds. docs/reference/lua-api.md tells the rest.

local P = {
  -- The card: what lists show. The first three are required.
  name = "my-scheduler",  -- small letters, digits and hyphens
  kind = "scheduler",
  api = 1,
  title = "My scheduler",
  summary = "Admits requests of adapters on the GPU first, until the head of the line has waited too long.",
  parameters = {
    -- Knobs: --scheduler 'my-scheduler.lua(patience=5)' on the command line, setting.parameters.patience below.
    { name = "patience", default = 10, min = 0, unit = "seconds", summary = "how long the head may be passed over" },
  },
  traits = {},            -- "stochastic", where host.rng() or math.random decides
}

-- Asked once, before the first request. What it returns is the state, which `choose` is given.
function P.start(setting)
  return {
    patience = setting.parameters.patience,
    rank = host.zeros(setting.adapters),  -- room for a number for each adapter
  }
end

-- Asked while a step has room, once for each request that is admitted.
--   for _, a in ipairs(heads)       the adapters of whom a request may be admitted, in rising order
--   heads:first()                   who stands first in the line
--   heads:arrival(a)                when a's first request came
--   heads:waiting(a), :running(a)   how many requests of a are in the line, in the batch
--   heads:resident(a)               whether a is on the GPU: then it needs no page-in
-- Answer one of them, or nil to admit nobody more in this step.
function P.choose(state, heads, now)
  local first = heads:first()
  if now - heads:arrival(first) > state.patience then return first end
  for _, a in ipairs(heads) do state.rank[a] = heads:resident(a) and 0 or 1 end
  return heads:first(state.rank)  -- the lowest; ties go to who stands first in the line
end

return P
