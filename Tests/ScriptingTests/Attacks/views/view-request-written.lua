-- expect: error
-- Writes into the request that the host shows.
local P = { name = "view-request-written", kind = "router", api = 1 }
function P.route(state, request)
  request.step = 7
  return 1
end
return P
