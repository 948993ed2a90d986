-- expect: cpu
-- Looks at replicas for ever.
local P = { name = "loop-send", kind = "replica-router", api = 1 }
function P.send(state, request, replicas)
  while true do replicas:first() end
end
return P
