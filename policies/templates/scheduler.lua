-- my-scheduler: a scheduler of the server's twin to start from. In this form it is first come, first served, except
-- that requests whose adapters are on the GPU go first until the head of the queue has waited too long.
--
-- A scheduler chooses an adapter; its first waiting request is admitted to the batch. Try it:
--
--   polarbench twin run --model llama-3.1-8b -n 64 --rates 0.2,0.1 --ranks 8 --slots 16 --scheduler my-scheduler.lua
--
-- Adapters are numbers 1 … N, times are in seconds. The API is in docs/reference/lua-api.md.

local P = {
  -- The card, shown in lists. The first three are required.
  name = "my-scheduler",  -- small letters, digits and hyphens
  kind = "scheduler",
  api = 1,
  title = "My scheduler",
  summary = "Admits requests of adapters on the GPU first, until the head of the line has waited too long.",
  parameters = {
    -- Parameters: --scheduler 'my-scheduler.lua(patience=5)' on the command line, setting.parameters.patience below.
    { name = "patience", default = 10, min = 0, unit = "seconds", summary = "how long the head may be passed over" },
  },
  traits = {},            -- "stochastic", if it uses host.rng() or math.random
}

-- Called once, before the first request. Returns the state, which `choose` receives.
function P.start(setting)
  return {
    patience = setting.parameters.patience,
    rank = host.zeros(setting.adapters),  -- buffer with a number per adapter
  }
end

-- Called while a step has space, once for each admitted request.
--   for _, a in ipairs(heads)       the adapters with a request that may be admitted, in rising order
--   heads:first()                   the adapter at the head of the queue
--   heads:arrival(a)                the arrival of a's first request
--   heads:waiting(a), :running(a)   requests of a in the queue, in the batch
--   heads:resident(a)               whether a is on the GPU: then it needs no page-in
-- Returns one of them, or nil to admit no more requests in this step.
function P.choose(state, heads, now)
  local first = heads:first()
  if now - heads:arrival(first) > state.patience then return first end
  for _, a in ipairs(heads) do state.rank[a] = heads:resident(a) and 0 or 1 end
  return heads:first(state.rank)  -- the lowest; ties go to the earliest in the queue
end

return P
