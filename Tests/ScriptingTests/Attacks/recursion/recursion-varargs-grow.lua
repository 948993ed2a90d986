-- expect: error
-- Packs and lays out twice the arguments each time.
local P = { name = "recursion-varargs-grow", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  local t = { 1, 2 }
  while true do
    local function f(...) return { ..., table.unpack({ ... }) } end
    t = f(table.unpack(t))
  end
end

return P
