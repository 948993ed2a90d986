-- expect: error
-- Reads an outcome after its call.
local P = { name = "view-outcome-kept", kind = "router", api = 1 }
local kept
function P.learn(state, outcome) kept = outcome end
function P.route(state, request)
  if kept then local x = kept.reward + kept.context[1] + kept.adapter end
  return 1
end
return P
