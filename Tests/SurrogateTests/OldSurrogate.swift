@testable import Surrogate

/// A surrogate's file as it was written when it had lines of keywords.
enum OldSurrogate {
  static func text(of model: SurrogateModel) -> String {
    var lines = [
      "# A surrogate of the twin. The form: docs/reference/surrogate-format.md", "surrogate   1",
      "profile     \(model.profile) \(model.profileHash)", "data        \(model.dataHash)",
      "duration    \(model.durationSeconds)",
    ]
    lines += model.notes.map { "note        \($0)" }
    lines.append("features    " + Feature.allCases.map(\.rawValue).joined(separator: " "))
    lines.append("calibration \(model.calibration.constant) \(model.calibration.margin) \(model.calibration.share)")
    lines += trees("share", model.share) + trees("starved", model.starved)
    for target in OptimumTargets.Target.allCases {
      if let ensemble = model.optimum[target] { lines += trees(target.rawValue, ensemble) }
    }
    return (lines + ["end", ""]).joined(separator: "\n")
  }

  private static func trees(_ name: String, _ ensemble: TreeEnsemble) -> [String] {
    let lines = ensemble.roots.indices.map { words(ensemble.tree($0)).joined(separator: " ") }
    return ["trees \(name) \(ensemble.treeCount)"] + lines
  }

  private static func words(_ tree: TreeEnsemble.Tree) -> [String] {
    switch tree {
    case .leaf(let value): ["\(value)"]
    case .split(let feature, let below, let left, let right): ["\(feature)<\(below)"] + words(left) + words(right)
    }
  }
}
