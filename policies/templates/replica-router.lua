-- my-replica-router: a router over replicas of the server's twin to start from. As it stands, it sends a request where its
-- adapter is on the GPU, and where there is no such replica to the one with the fewest open requests.
--
-- A router over replicas chooses which of several equal servers a request goes to. Try it:
--
--   polarbench twin run --model llama-3.1-8b -n 64 --rates 0.8,0.4 --ranks 8 --slots 16 --replicas 4 --router my-replica-router.lua
--
-- Replicas are numbers 1 … G, adapters 1 … N. docs/reference/lua-api.md tells the rest.

local P = {
  -- The card: what lists show. The first three are required.
  name = "my-replica-router",  -- small letters, digits and hyphens
  kind = "replica-router",
  api = 1,
  title = "My router over replicas",
  summary = "Sends a request where its adapter is on the GPU, else where the fewest are open.",
  parameters = {
    -- Knobs: --router 'my-replica-router.lua(most=50)' on the command line, setting.parameters.most below.
    { name = "most", default = 100, integer = true, min = 1, unit = "requests",
      summary = "a replica with more open requests is passed over" },
  },
  traits = {},                 -- "stochastic", where host.rng() or math.random decides
}

-- Asked once, before the first request. What it returns is the state, which `send` is given.
function P.start(setting)
  return {
    most = setting.parameters.most,
    rank = host.zeros(setting.replicas),  -- room for a number for each replica
  }
end

-- Asked for each request.
--   request.asked                       its adapter; request.prompt_tokens, request.time; nobody knows how long the answer will be
--   #replicas                           how many there are
--   replicas:open(g)                    requests sent to g that are not done: :running(g) in the batch, :waiting(g) not
--   replicas:resident(g, a)             whether a is on g's GPU
--   replicas:kv(g)                      the share of g's KV cache in use
-- Answer one of them.
function P.send(state, request, replicas)
  for g = 1, #replicas do
    local isHome = replicas:resident(g, request.asked) and replicas:open(g) <= state.most
    state.rank[g] = isHome and 0 or 1
  end
  return replicas:first(state.rank)  -- the lowest; ties go to the fewest open requests
end

return P
