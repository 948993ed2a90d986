-- Asked: serves each request with the adapter that it names.
--
-- For traces of multi-tenant servers, where tenants ask for adapters and nothing is routed: the evictor alone decides.
-- Our choice of the obvious. O(1).

local P = {
  name = "asked", kind = "router", api = 1,
  title = "Asked", summary = "Serves each request with the adapter that it names.",
}

function P.route(state, request)
  return request.asked  -- nil, and so a fault, where it names none
end

return P
