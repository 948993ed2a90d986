-- Round robin: serves with each adapter in its turn, request t with adapter t mod N.
--
-- A standard baseline. O(1).

local P = {
  name = "round-robin", kind = "router", api = 1,
  title = "Round robin", summary = "Serves with each adapter in its turn.",
}

function P.start(setting)
  return { adapters = setting.adapters }
end

function P.route(state, request)
  return request.step % state.adapters + 1
end

return P
