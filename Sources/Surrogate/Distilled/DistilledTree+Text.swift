import Core

extension DistilledTree {
  /// As text: one line per test, with its subtrees indented.
  public var text: String {
    var lines = [
      "The share of what is asked for that one GPU serves, \(profile).",
      "At most \(ServedForm.ceiling): requests under way at the end of an hour are not served. Below 0.9 it starves.",
      "",
    ]
    append(0, 0, &lines)
    return lines.joined(separator: "\n") + "\n"
  }

  private func append(_ place: Int, _ depth: Int, _ lines: inout [String]) {
    let node = nodes[place]
    let indent = String(repeating: "  ", count: depth)
    guard node.feature >= 0 else {
      lines.append(indent + forms[node.left].described)
      return
    }
    lines.append("\(indent)\(PlainFeature.allCases[node.feature].rawValue) < \(Self.number(node.below))")
    append(node.left, depth + 1, &lines)
    lines.append("\(indent)else")
    append(node.right, depth + 1, &lines)
  }

  /// Without a zero fraction.
  static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e9 ? "\(Int(value))" : "\(value)"
  }
}

extension ServedForm {
  /// `serves 0.995`, or `serves 812.4 * output_rate^-0.91 * ...`.
  public var described: String {
    let scale = exponential(coefficients[0])
    guard coefficients.count > 1 else { return "serves \(fixed(scale, 4))" }
    var text = "serves " + (0.01...99_999 ~= scale ? fixed(scale, 4) : "exp(\(coefficients[0]))")
    for (term, slope) in zip(Self.terms, coefficients.dropFirst()) where slope != 0 {
      text +=
        term == .slotRank
        ? " * exp(\(fixed(slope, 4)) * \(term.rawValue) / 16)" : " * \(term.rawValue)^\(fixed(slope, 4))"
    }
    return text
  }
}
