-- expect: none
-- Looks for what is hidden behind _ENV.
local P = { name = "escape-env", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  for _, name in ipairs({ 'io', 'os', 'debug', 'load', 'package' }) do assert(rawget(_ENV, name) == nil) end
  return residents[1]
end

return P
