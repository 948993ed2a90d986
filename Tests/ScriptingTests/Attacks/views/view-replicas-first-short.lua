-- expect: error
-- Has replicas read a vector beyond its end.
local P = { name = "view-replicas-first-short", kind = "replica-router", api = 1 }
function P.send(state, request, replicas)
  return replicas:first(host.zeros(1))
end
return P
