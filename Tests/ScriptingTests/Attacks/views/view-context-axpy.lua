-- expect: error
-- Writes into the context by axpy.
local P = { name = "view-context-axpy", kind = "router", api = 1 }
function P.route(state, request)
  request.context:axpy(1, host.zeros(3))
  return 1
end
return P
