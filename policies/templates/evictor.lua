-- my-evictor: an evictor to start from. In this form it evicts the adapter used longest ago (LRU).
--
-- An evictor decides which adapters stay in GPU memory. Try it on a trace of ids and on a scenario:
--
--   polarbench replay my-evictor.lua,lru --trace traces/zipf-60.csv --capacity 10
--   polarbench compare linucb+my-evictor.lua linucb+lru --scenario edge-15
--
-- Adapters are numbers, 1, 2, 3, …; steps count requests from 0. The API is in docs/reference/lua-api.md.

local P = {
  -- The card, shown in lists. The first three are required.
  name = "my-evictor",  -- small letters, digits and hyphens
  kind = "evictor",
  api = 1,
  title = "My evictor",
  summary = "Evicts the adapter used longest ago.",
  sources = {},         -- where the idea comes from: keys of docs/reference/bibliography.md, or any text
  parameters = {
    -- Parameters: --set patience=5 on the command line, setting.parameters.patience below.
    { name = "patience", default = 0, min = 0, max = 1000000, unit = "requests",
      summary = "how long a newcomer is spared" },
  },
  traits = { "sized" }, -- works with adapters of different sizes too; `polarbench check` tests the traits
}

-- Called once, before the first request. Returns the state, which every other verb receives.
function P.start(setting)
  return {
    patience = setting.parameters.patience,
    last_use = {},  -- by adapter: the step of its last use
    came_in = {},   -- by adapter: the step when it became resident
  }
end

-- Called for each use of an adapter. `kind` is
--   "hit"      it was resident,
--   "page-in"  it was not resident, and now is,
--   "bypass"   it was not resident, served this one request, and was not kept,
--   "placed"   it became resident without a request: at the start, or by a plan.
function P.used(state, adapter, step, kind)
  if kind == "bypass" then return end
  state.last_use[adapter] = step
  if kind ~= "hit" then state.came_in[adapter] = step end
end

-- Called on a miss. Returns whether the adapter becomes resident; without this verb it always does.
function P.admit(state, adapter, residents, step)
  return true
end

-- Called when capacity is needed for `adapter`. Returns the victim: a resident that may leave; or `adapter` itself, to
-- not keep it after all; or nil, if none may leave. Called again until `adapter` fits.
function P.victim(state, adapter, residents, step)
  local leaver  -- the best so far
  for _, a in ipairs(residents) do                      -- residents in rising order
    local is_new = step - state.came_in[a] < state.patience
    if residents:mayleave(a) and not is_new then        -- some are pinned, in use or loading
      if not leaver or state.last_use[a] < state.last_use[leaver] then leaver = a end
    end
  end
  return leaver or adapter
end

return P
