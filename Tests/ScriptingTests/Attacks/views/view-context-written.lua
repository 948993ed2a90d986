-- expect: error
-- Writes into the context that the host shows.
local P = { name = "view-context-written", kind = "router", api = 1 }
function P.route(state, request)
  request.context[1] = 7
  return 1
end
return P
