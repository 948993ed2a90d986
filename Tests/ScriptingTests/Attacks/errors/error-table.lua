-- expect: error
-- An error that is a table.
local P = { name = "error-table", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  error({ code = 1 })
end

return P
