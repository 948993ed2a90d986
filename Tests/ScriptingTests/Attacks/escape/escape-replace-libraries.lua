-- expect: error
-- Replaces functions of the libraries and of the host.
local P = { name = "escape-replace-libraries", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  rawset(math, 'floor', function() return 1 end)
  rawset(host, 'rng', nil)
  rawset(string, 'rep', nil)
  return residents[1]
end

return P
