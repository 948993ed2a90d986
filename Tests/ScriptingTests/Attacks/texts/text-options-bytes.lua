-- expect: error
-- Options that are no text of any language.
local P = { name = "text-options-bytes", kind = "evictor", api = 1 }

function P.victim(state, adapter, residents)
  host.ridge { dim = 1, ["\xff\xfe"] = 1, ["\xe2\x82"] = 2, ["\u{202e}gnp"] = 3 }
  return residents[1]
end

return P
