-- expect: error
-- Reads a request after its call.
local P = { name = "view-request-kept", kind = "joint", api = 1 }
local kept
function P.route(state, request)
  kept = request
  return request.step % 4 + 1
end
function P.used(state, adapter, step)
  if kept then return kept.step + kept.time end
end
function P.victim(state, adapter, residents) return residents[1] end
return P
