-- expect: error
-- Reads a context after its call.
local P = { name = "view-context-kept", kind = "joint", api = 1 }
local kept
function P.route(state, request)
  kept = request.context
  return request.step % 4 + 1
end
function P.used(state, adapter, step)
  if kept then return kept[1] + kept:sum() end
end
function P.victim(state, adapter, residents) return residents[1] end
return P
