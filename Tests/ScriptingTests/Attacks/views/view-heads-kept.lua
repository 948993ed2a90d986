-- expect: error
-- Reads heads outside the calls that show them, in an object that is made while none runs.
local P = { name = "view-heads-kept", kind = "scheduler", api = 1 }
local kept
function P.start(setting) return {} end
function P.choose(state, heads, now)
  if not kept then kept = heads return heads:first() end
  local other = kept
  return other:waiting(10)
end
return P
