-- Random: evicts an adapter drawn uniformly among those that may leave.
--
-- Draws one number per victim, a second one if the first gives an adapter that may not leave. A standard baseline. O(1)
-- per use and per victim, O(K) if adapters are held.

local P = {
  name = "random", kind = "evictor", api = 1,
  title = "Random", summary = "Evicts an adapter drawn uniformly among those that may leave.",
  sources = { "Belady1966" }, traits = { "stochastic", "sized" },
}

function P.start(setting)
  return {
    line = {},    -- the residents, in arbitrary order
    places = {},  -- the position of each in `line`, by adapter
    rng = host.rng(),
  }
end

local function remove(state, adapter)
  local line, places = state.line, state.places
  local last = line[#line]
  line[places[adapter]] = last
  places[last] = places[adapter]
  places[adapter] = nil
  line[#line] = nil
end

function P.used(state, adapter, step, kind)
  if kind == "hit" or kind == "bypass" or state.places[adapter] then return end
  state.line[#state.line + 1] = adapter
  state.places[adapter] = #state.line
end

-- A draw from an explicit list of those that may leave.
local function drawn_past_held(state, residents)
  local candidates = {}
  for _, a in ipairs(state.line) do
    if residents:mayleave(a) then candidates[#candidates + 1] = a end
  end
  if #candidates == 0 then return nil end
  local drawn = candidates[state.rng:integer(1, #candidates)]
  remove(state, drawn)
  return drawn
end

function P.victim(state, adapter, residents)
  while #state.line > 0 do
    local drawn = state.line[state.rng:integer(1, #state.line)]
    local resident = residents:has(drawn)
    if resident and not residents:mayleave(drawn) then return drawn_past_held(state, residents) end
    remove(state, drawn)
    if resident then return drawn end  -- else it is no longer resident: draw again
  end
  return nil
end

return P
