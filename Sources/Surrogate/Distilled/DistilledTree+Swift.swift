extension DistilledTree {
  /// Swift constants: the same tree for a program that does not read files.
  public var swift: String {
    var lines = [
      "// Written by 'polarbench surrogate distil'.", "import Surrogate", "",
      "/// The share of what is asked for that one GPU serves, \(profile).",
      "public let distilled\(Self.identifier(profile)) = DistilledTree(",
    ]
    lines += constants.map { "  " + $0 }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The arguments of its initializer, and the closing parenthesis.
  private var constants: [String] {
    var lines = ["profile: \"\(profile)\",", "profileHash: \"\(profileHash)\",", "nodes: ["]
    for node in nodes {
      lines.append(
        node.feature < 0
          ? "  .init(form: \(node.left)),"
          : "  .init(feature: \(node.feature), below: \(node.below), left: \(node.left), right: \(node.right)),")
    }
    lines += ["],", "forms: ["]
    lines += forms.map { "  .init([\($0.coefficients.map { "\($0)" }.joined(separator: ", "))])," }
    return lines + ["])"]
  }

  /// `llama-3.1-8b-h100` as `Llama318bH100`.
  private static func identifier(_ name: String) -> String {
    name.split { !$0.isLetter && !$0.isNumber }.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}
