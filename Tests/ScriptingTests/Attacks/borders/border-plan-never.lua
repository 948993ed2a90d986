-- expect: none
-- A plan that names the highest step of all as the next one.
local P = { name = "border-plan-never", kind = "evictor", api = 1 }
function P.start(setting) return {}, 0 end
function P.plan(state, step, residents) return { 1, 2 }, math.maxinteger end
function P.victim(state, adapter, residents) return residents[1] end
return P
