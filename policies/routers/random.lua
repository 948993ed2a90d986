-- Random: serves each request with an adapter drawn uniformly among all N.
--
-- Draws one number per request. A standard baseline. O(1). The evictor of the same name is another file.

local P = {
  name = "random", kind = "router", api = 1,
  title = "Random", summary = "Serves each request with an adapter drawn uniformly among all.",
  traits = { "stochastic" },
}

function P.start(setting)
  return { adapters = setting.adapters, rng = host.rng() }
end

function P.route(state)
  return state.rng:integer(1, state.adapters)
end

return P
