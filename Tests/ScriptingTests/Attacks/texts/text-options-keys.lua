-- expect: error
-- Options that are tables, functions, flags and objects.
local P = { name = "text-options-keys", kind = "evictor", api = 1 }
local function print_nothing() end

function P.victim(state, adapter, residents)
  host.lints { arms = 1, dim = 3, [{}] = 1, [P] = 2, [print_nothing] = 3, [true] = 4, [false] = 5, [host.heap()] = 6, [host.zeros(1)] = 7 }
  return residents[1]
end

return P
