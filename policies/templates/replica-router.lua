-- my-replica-router: a router over replicas of the server's twin to start from. In this form it sends a request to a
-- replica with its adapter on the GPU, or else to the replica with the fewest open requests.
--
-- A router over replicas chooses one of several equal servers for each request. Try it:
--
--   polarbench twin run --model llama-3.1-8b -n 64 --rates 0.8,0.4 --ranks 8 --slots 16 --replicas 4 --router my-replica-router.lua
--
-- Replicas are numbers 1 … G, adapters 1 … N. The API is in docs/reference/lua-api.md.

local P = {
  -- The card, shown in lists. The first three are required.
  name = "my-replica-router",  -- small letters, digits and hyphens
  kind = "replica-router",
  api = 1,
  title = "My router over replicas",
  summary = "Sends a request where its adapter is on the GPU, else where the fewest are open.",
  parameters = {
    -- Parameters: --router 'my-replica-router.lua(most=50)' on the command line, setting.parameters.most below.
    { name = "most", default = 100, integer = true, min = 1, unit = "requests",
      summary = "a replica with more open requests is passed over" },
  },
  traits = {},                 -- "stochastic", if it uses host.rng() or math.random
}

-- Called once, before the first request. Returns the state, which `send` receives.
function P.start(setting)
  return {
    most = setting.parameters.most,
    rank = host.zeros(setting.replicas),  -- buffer with a number per replica
  }
end

-- Called for each request.
--   request.asked                       its adapter; request.prompt_tokens, request.time; the output length is not known
--   #replicas                           the number of replicas
--   replicas:open(g)                    requests sent to g that are not finished: :running(g) in the batch, :waiting(g) not
--   replicas:resident(g, a)             whether a is on g's GPU
--   replicas:kv(g)                      the share of g's KV cache in use
-- Returns a replica.
function P.send(state, request, replicas)
  for g = 1, #replicas do
    local isHome = replicas:resident(g, request.asked) and replicas:open(g) <= state.most
    state.rank[g] = isHome and 0 or 1
  end
  return replicas:first(state.rank)  -- the lowest; ties go to the fewest open requests
end

return P
