-- expect: error
-- Writes into the context by fill.
local P = { name = "view-context-fill", kind = "router", api = 1 }
function P.route(state, request)
  request.context:fill(1)
  return 1
end
return P
