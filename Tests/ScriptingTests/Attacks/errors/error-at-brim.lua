-- expect: cpu|memory
-- An error when no memory is left for its text.
local P = { name = "error-at-brim", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local keep = {}
  for i = 1, 268 do keep[i] = string.rep('x', 249000) .. i end
  while true do keep = { keep } end
end

return P
