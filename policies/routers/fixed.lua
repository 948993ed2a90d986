-- Fixed: serves every request with one adapter.
--
-- `adapter` is an index from 0, as on the command line (the built-in takes names too). A standard baseline. O(1).

local P = {
  name = "fixed", kind = "router", api = 1,
  title = "Fixed", summary = "Serves every request with one adapter.",
  parameters = {
    { name = "adapter", default = 0, integer = true, min = 0, max = 1000000, summary = "who serves, by index from 0" },
  },
}

function P.start(setting)
  local adapter = setting.parameters.adapter
  if adapter >= setting.adapters then
    error("there is no adapter " .. adapter .. ": indices go from 0 to " .. setting.adapters - 1)
  end
  return { adapter = adapter + 1 }
end

function P.route(state)
  return state.adapter
end

return P
