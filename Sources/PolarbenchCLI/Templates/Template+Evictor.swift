extension Template {
  /// policies/templates/evictor.lua; written by scripts/embed-templates.
  static let evictorText = #"""
    -- my-evictor: an evictor to start from. As it stands, it evicts the adapter used longest ago (LRU).
    --
    -- An evictor decides which adapters stay in GPU memory. Try it on a trace of ids and on a scenario:
    --
    --   polarbench replay my-evictor.lua,lru --trace traces/zipf-60.csv --capacity 10
    --   polarbench compare linucb+my-evictor.lua linucb+lru --scenario edge-15
    --
    -- Adapters are numbers, 1, 2, 3, …; steps count requests from 0. docs/reference/lua-api.md tells the rest.

    local P = {
      -- The card: what lists show. The first three are required.
      name = "my-evictor",  -- small letters, digits and hyphens
      kind = "evictor",
      api = 1,
      title = "My evictor",
      summary = "Evicts the adapter used longest ago.",
      sources = {},         -- where the idea comes from: keys of docs/reference/bibliography.md, or any text
      parameters = {
        -- Knobs: --set patience=5 on the command line, setting.parameters.patience below.
        { name = "patience", default = 0, min = 0, max = 1000000, unit = "requests",
          summary = "how long a newcomer is spared" },
      },
      traits = { "sized" }, -- works with adapters of different sizes too; `polarbench check` tests the claims
    }

    -- Asked once, before the first request. What it returns is the state, which every other verb is given.
    function P.start(setting)
      return {
        patience = setting.parameters.patience,
        last_use = {},  -- by adapter: the step of its last use
        came_in = {},   -- by adapter: the step when it became resident
      }
    end

    -- Told of each use of an adapter. `kind` is
    --   "hit"      it was resident,
    --   "page-in"  it was not, and is now,
    --   "bypass"   it was not, served this one request, and is not resident now,
    --   "placed"   it became resident without a request: at the start, or by a plan.
    function P.used(state, adapter, step, kind)
      if kind == "bypass" then return end
      state.last_use[adapter] = step
      if kind ~= "hit" then state.came_in[adapter] = step end
    end

    -- Asked on a miss: is the adapter to become resident? Without this verb: always.
    function P.admit(state, adapter, residents, step)
      return true
    end

    -- Asked when room is needed: who leaves for `adapter`? Answer one of the residents that may leave; or `adapter` itself,
    -- if it is not worth keeping after all; or nil, if none may leave. Asked again until there is room.
    function P.victim(state, adapter, residents, step)
      local leaver  -- the best so far
      for _, a in ipairs(residents) do                      -- residents come in rising order
        local is_new = step - state.came_in[a] < state.patience
        if residents:mayleave(a) and not is_new then        -- some are pinned, in use or loading
          if not leaver or state.last_use[a] < state.last_use[leaver] then leaver = a end
        end
      end
      return leaver or adapter
    end

    return P

    """#
}
