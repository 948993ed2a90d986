-- expect: none
-- Makes thousands of models and keeps none: each is the script's own memory, and is freed with its handle.
local P = { name = "memory-models-dropped", kind = "router", api = 1 }

function P.route(state, request, residents)
  for i = 1, 500 do host.ridge { dim = 1 } end
  return 1
end

return P
