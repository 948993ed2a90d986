-- Clock, or second chance: a hand goes round a ring, clears reference bits, and evicts the first adapter whose bit is
-- clear.
--
-- A hit sets the adapter's bit. A new adapter enters just behind the hand, so that it is inspected last. The hand
-- passes adapters that may not leave without changing their bit. Source: [Corbato1968]; the newcomer's clear bit is our
-- choice. O(1) per use; a victim costs the bits it clears, O(1) amortised.

local P = {
  name = "clock", kind = "evictor", api = 1,
  title = "Clock",
  summary = "A hand goes round a ring, clears reference bits, and evicts the first adapter whose bit is clear.",
  sources = { "Corbato1968" },
  parameters = {
    { name = "insert_bit", default = 0, integer = true, min = 0, max = 1, summary = "the reference bit of a newcomer" },
  },
  traits = { "sized" },
}

function P.start(setting)
  return {
    ring = host.list(),  -- cut at the hand: the last is inspected next
    referenced = {},     -- by adapter
    newcomers_bit = setting.parameters.insert_bit == 1,
  }
end

function P.used(state, adapter, step, kind)
  if kind == "hit" then
    state.referenced[adapter] = true
  elseif kind ~= "bypass" then
    state.referenced[adapter] = state.newcomers_bit
    state.ring:front(adapter)
  end
end

function P.victim(state, adapter, residents)
  local ring, referenced = state.ring, state.referenced
  local held = 0  -- passed in a row that may not leave
  while #ring > 0 and held <= #residents do
    local at = ring:last()
    if not residents:has(at) then
      ring:remove(at)
    elseif not residents:mayleave(at) then
      held = held + 1
      ring:front(at)
    elseif referenced[at] then
      held = 0
      referenced[at] = false
      ring:front(at)
    else
      ring:remove(at)
      return at
    end
  end
  return nil
end

return P
