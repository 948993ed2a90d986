# JSON lines of `compare` to: policy replicate net_reward regret.
function field(name, text) {
  if (!match($0, "\"" name "\":(\"[^\"]*\"|[^,}]*)")) return ""
  text = substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 3)
  gsub(/"/, "", text)
  return text
}
field("type") == "run" { print field("policy"), field("replicate"), field("net_reward"), field("regret") }
