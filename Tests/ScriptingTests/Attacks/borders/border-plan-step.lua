-- expect: answer
-- A plan that names the lowest step of all as the next one.
local P = { name = "border-plan-step", kind = "evictor", api = 1 }
function P.start(setting) return {}, 0 end
function P.plan(state, step, residents) return { 1 }, math.mininteger end
function P.victim(state, adapter, residents) return residents[1] end
return P
