-- Near home: sends a request to a replica with its adapter on the GPU, unless that replica is too busy; then to the one
-- with the fewest open requests.
--
-- A replica is too busy with more than `slack` times the open requests of the least busy one, and `spare` more. Among
-- several such replicas it takes the least busy one. Our choice: page-ins stay rare, and a popular adapter spreads when
-- its home fills up.
local P = {
  name = "near-home", kind = "replica-router", api = 1, title = "Near home",
  summary = "Sends a request where its adapter is on the GPU, unless that replica is too busy.",
  parameters = {
    { name = "slack", default = 1.5, min = 1, summary = "How many times the least busy replica's open requests are too many." },
    { name = "spare", default = 4, min = 0, unit = "requests", summary = "Open requests beyond that." },
  },
}

function P.start(setting)
  return { slack = setting.parameters.slack, spare = setting.parameters.spare }
end

function P.send(state, request, replicas)
  local least = replicas:first()
  local home
  for g = 1, #replicas do
    if replicas:resident(g, request.asked) and (not home or replicas:open(g) < replicas:open(home)) then home = g end
  end
  if home and replicas:open(home) <= state.slack * replicas:open(least) + state.spare then return home end
  return least
end

return P
