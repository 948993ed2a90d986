-- expect: cpu
-- Halves a large sketch over and over.
local P = { name = "sketch-halve-loop", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local sketch = host.sketch(1 << 18, 4)
  while true do sketch:halve() end
end

return P
