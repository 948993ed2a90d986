import Core

extension DistilledTree {
  /// A Lua file with the tree as a function, for use in a policy: plain Lua with `math` only.
  public var lua: String { luaFunctions + "return { served_share = served_share, is_starved = is_starved }\n" }

  /// The file without its last line: `served_share(load)` and `is_starved(load)`.
  public var luaFunctions: String {
    let names = ServedForm.terms.map { Self.luaNames[$0]! }
    var lines = [
      "-- The share of what is asked for that one GPU serves, and whether it starves: \(profile).",
      "-- Distilled from a surrogate of the twin; written by 'polarbench surrogate distil'.",
      "-- Put it at the head of a policy's file, without its last line, or load it as it stands.", "--",
    ]
    for feature in PlainFeature.allCases {
      lines.append("--   load.\(feature.rawValue) [\(feature.meaning.unit)]: \(feature.meaning.text)")
    }
    lines += [
      "local exp, log, max, min = math.exp, math.log, math.max, math.min", "", "-- The logarithm of the share.",
      "local function log_share(load)",
    ]
    for (term, name) in zip(ServedForm.terms, names) {
      let value = term == .slotRank ? "load.slot_rank / 16" : "log(load.\(term.rawValue))"
      lines.append("  local \(name) = \(value)")
    }
    appendLua(0, 1, names, &lines)
    lines += [
      "end", "", "local function served_share(load)",
      "  return exp(max(\(ServedForm.logFloor), min(\(ServedForm.logCeiling), log_share(load))))", "end", "",
      "local function is_starved(load) return served_share(load) < 0.9 end", "",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private static let luaNames: [PlainFeature: String] = [
    .outputRate: "out", .inputRate: "inp", .adapters: "n", .slots: "s", .skew: "skew", .slotRank: "rank",
  ]

  private func appendLua(_ place: Int, _ depth: Int, _ names: [String], _ lines: inout [String]) {
    let node = nodes[place]
    let indent = String(repeating: "  ", count: depth)
    guard node.feature >= 0 else {
      let form = forms[node.left]
      var sum = "\(form.coefficients[0])"
      for (name, slope) in zip(names, form.coefficients.dropFirst()) where slope != 0 {
        sum += slope < 0 ? " - \(-slope) * \(name)" : " + \(slope) * \(name)"
      }
      lines.append("\(indent)return \(sum)")
      return
    }
    lines.append("\(indent)if load.\(PlainFeature.allCases[node.feature].rawValue) < \(Self.number(node.below)) then")
    appendLua(node.left, depth + 1, names, &lines)
    lines.append("\(indent)else")
    appendLua(node.right, depth + 1, names, &lines)
    lines.append("\(indent)end")
  }
}
