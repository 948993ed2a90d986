-- Asked: serves each request with the adapter that it names.
--
-- For traces of multi-tenant servers, where tenants name their adapters and nothing is routed: only the evictor
-- decides. A standard baseline. O(1).

local P = {
  name = "asked", kind = "router", api = 1,
  title = "Asked", summary = "Serves each request with the adapter that it names.",
}

function P.route(state, request)
  return request.asked  -- nil, which is a fault, if it names none
end

return P
