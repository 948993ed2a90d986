-- expect: error
-- Asks for a replica that there is not, and for an adapter that there is not.
local P = { name = "view-replicas-index", kind = "replica-router", api = 1 }
function P.send(state, request, replicas)
  if request.step == 0 then return replicas:first() end
  if request.step == 1 then return replicas:resident(1, 1) and 1 or 2 end
  if request.step == 2 then return replicas:resident(1, 1 << 40) and 1 or 2 end
  return replicas:open(1 << 40)
end
return P
