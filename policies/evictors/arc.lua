-- ARC, adaptive replacement: recency and frequency share the capacity, and ghost hits move the boundary between them.
--
-- t1 holds adapters used once recently, t2 those used at least twice; b1 and b2 are their ghosts. A miss in b1 moves
-- the target p of t1 up by max(1, |b2| / |b1|), one in b2 down by max(1, |b1| / |b2|), within 0 … c; p is a real
-- number, as published. Victims come from t1 while it is above its target, else from t2.
--
-- With bytes and pages every |·| is in units of capacity and p moves by the new adapter's units times the ratio (our
-- choice). If no adapter of the list given by the rule may leave, the other list is used. Source: [Megiddo2003, Fig.
-- 4]. O(1) per request.

local P = {
  name = "arc", kind = "evictor", api = 1,
  title = "ARC", summary = "Recency and frequency share the capacity; ghost hits move the border between them.",
  sources = { "Megiddo2003" }, traits = { "memory", "sized" },
}

function P.start(setting)
  local t1, t2, b1, b2 = host.lists(4)  -- most recently used first
  return { t1 = t1, t2 = t2, b1 = b1, b2 = b2, capacity = setting.capacity, target = 0.0 }
end

local function trim(list, units)
  while list:units() > units and #list > 0 do list:pop() end
end

-- max(1, |one| / |other|); `other` holds at least the missed adapter (which may have no bytes).
local function ratio(one, other)
  return math.max(1, one:units() / math.max(1, other:units()))
end

function P.used(state, adapter, step, kind, units)
  if kind == "hit" then
    state.t2:front(adapter)
  elseif kind == "page-in" and (state.b1:has(adapter) or state.b2:has(adapter)) then
    state.t2:front(adapter, units)
  elseif kind ~= "bypass" then
    state.t1:front(adapter, units)
  end
end

-- Cases II, III and IV of the paper, up to REPLACE.
function P.admit(state, adapter, residents, step, units)
  local t1, t2, b1, b2, capacity = state.t1, state.t2, state.b1, state.b2, state.capacity
  if b1:has(adapter) then
    state.target = math.min(state.target + units * ratio(b2, b1), capacity)
  elseif b2:has(adapter) then
    state.target = math.max(state.target - units * ratio(b1, b2), 0)
  else
    t1:remove(adapter)  -- if it left without a victim call
    t2:remove(adapter)
    local l1 = t1:units() + b1:units()
    if l1 + units > capacity then
      trim(b1, math.max(0, capacity - units - t1:units()))
    else
      trim(b2, math.max(0, 2 * capacity - units - l1 - t2:units()))
    end
  end
  return true
end

function P.victim(state, adapter, residents, step, units)
  local t1, t2, b1, b2 = state.t1, state.t2, state.b1, state.b2
  local in_t1 = t1:units()
  -- Case IV A with b1 empty: t1 alone fills the capacity, and its oldest leaves without a ghost.
  local known = b1:has(adapter) or b2:has(adapter) or t1:has(adapter) or t2:has(adapter)
  local forgets = not known and in_t1 + b1:units() + units > state.capacity
  local from_t1 = in_t1 > 0
    and (forgets or in_t1 > state.target or (b2:has(adapter) and in_t1 == state.target))
  local leaver
  if from_t1 then
    leaver = t1:last(residents) or t2:last(residents)
  else
    leaver = t2:last(residents) or t1:last(residents)
  end
  if not leaver then return nil end
  if t2:has(leaver) then
    b2:front(leaver)
  elseif forgets then
    t1:remove(leaver)
  else
    b1:front(leaver)
  end
  return leaver
end

return P
