-- expect: error
-- Writes into the context by copy.
local P = { name = "view-context-copy", kind = "router", api = 1 }
function P.route(state, request)
  request.context:copy(host.zeros(3))
  return 1
end
return P
