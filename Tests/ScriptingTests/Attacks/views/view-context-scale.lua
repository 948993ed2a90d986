-- expect: error
-- Writes into the context by scale.
local P = { name = "view-context-scale", kind = "router", api = 1 }
function P.route(state, request)
  request.context:scale(2)
  return 1
end
return P
