import Core
import Twin

/// Fits one tree to a surrogate's answers.
///
/// Our choice: the leaf whose best split helps most is split next, with a closed form in each leaf. A fifth of the
/// answers is set aside: splits that do not help there are pruned, leaves are joined until few enough are left, and
/// equal siblings are merged.
public struct Distillation: Sendable {
  public static let leaves = 64
  /// The least rows of a leaf, and the thresholds tried per feature.
  static let leastRows = 60
  static let places = 12
  /// The most rows used to choose a split.
  static let sampleRows = 3000

  /// The tree.
  public let root: DistilledTree
  /// Rows of the answers that were not used for fitting.
  public let keptApart: [Int]

  public init(_ answers: DenseAnswers, of surrogate: Surrogate, leaves: Int = leaves) {
    let all = answers.plain.indices
    keptApart = all.filter { $0 % 5 == 4 }
    let fit = FormFit(answers)
    let grown = Growth(answers, fit).tree(all.filter { $0 % 5 != 4 }.map(Int32.init), leaves: leaves + leaves / 2)
    grown.show(keptApart.map(Int32.init), answers, fit)
    grown.prune()
    while grown.leafCount > leaves, let weakest = grown.weakest { weakest.join() }
    root = DistilledTree(
      grown.part.merged, profile: surrogate.profile.name, profileHash: Surrogate.hash(of: surrogate.profile))
  }
}

/// A node while the tree grows.
private final class Growing {
  let rows: [Int32]
  let form: ServedForm
  let loss: Double
  var best: (loss: Double, feature: PlainFeature, below: Double)?
  var children: (left: Growing, right: Growing)?
  /// The loss on the rows set aside, as a leaf.
  var lossApart = 0.0

  init(_ rows: [Int32], _ fit: FormFit) {
    self.rows = rows
    form = fit.form(rows)
    loss = fit.loss(form, rows)
  }

  var leafCount: Int { children.map { $0.left.leafCount + $0.right.leafCount } ?? 1 }

  /// The loss of the leaves below on the rows set aside.
  var lossBelow: Double { children.map { $0.left.lossBelow + $0.right.lossBelow } ?? lossApart }

  func join() { children = nil }

  /// Adds the losses of the rows set aside to all nodes on their paths.
  func show(_ rows: [Int32], _ answers: DenseAnswers, _ fit: FormFit) {
    lossApart = fit.loss(form, rows)
    guard let children, let best else { return }
    let place = best.feature.index
    children.left.show(rows.filter { answers.plain[Int($0)][place] < best.below }, answers, fit)
    children.right.show(rows.filter { answers.plain[Int($0)][place] >= best.below }, answers, fit)
  }

  /// Joins leaves that are no better on the rows set aside, from the bottom up.
  func prune() {
    guard let children else { return }
    children.left.prune()
    children.right.prune()
    if lossApart <= lossBelow { join() }
  }

  /// Of the nodes with two leaves, the one whose loss as a leaf increases least.
  var weakest: Growing? {
    guard let children else { return nil }
    if children.left.children == nil, children.right.children == nil { return self }
    let found = [children.left.weakest, children.right.weakest].compactMap { $0 }
    return found.min { $0.lossApart - $0.lossBelow < $1.lossApart - $1.lossBelow }
  }

  var part: DistilledTree.Part {
    guard let children, let best else { return .leaf(form) }
    return .split(best.feature, below: best.below, children.left.part, children.right.part)
  }
}

/// Grows a tree.
private struct Growth {
  let answers: DenseAnswers
  let fit: FormFit

  init(_ answers: DenseAnswers, _ fit: FormFit) {
    self.answers = answers
    self.fit = fit
  }

  func tree(_ rows: [Int32], leaves: Int) -> Growing {
    let root = node(rows)
    var open = [root]
    while open.count < leaves {
      func gain(_ node: Growing) -> Double { node.best.map { node.loss - $0.loss } ?? -.infinity }
      let next = open.indices.max { gain(open[$0]) < gain(open[$1]) }!
      guard gain(open[next]) > 0 else { break }
      let node = open.remove(at: next)
      let (left, right) = split(node.rows, node.best!.feature, node.best!.below)
      node.children = (self.node(left), self.node(right))
      open += [node.children!.left, node.children!.right]
    }
    return root
  }

  private func node(_ rows: [Int32]) -> Growing {
    let node = Growing(rows, fit)
    guard rows.count >= 2 * Distillation.leastRows else { return node }
    let step = (rows.count + Distillation.sampleRows - 1) / Distillation.sampleRows
    let sample = stride(from: 0, to: rows.count, by: step).map { rows[$0] }
    let least = Distillation.leastRows / step
    for feature in PlainFeature.allCases {
      let column = feature.index
      let values = sample.map { answers.plain[Int($0)][column] }.sorted()
      var last = -Double.infinity
      for place in 0..<Distillation.places {
        let share = 0.05 + 0.9 * Double(place) / Double(Distillation.places - 1)
        let below = Self.rounded(values[Int(share * Double(values.count - 1))])
        guard below > last else { continue }
        last = below
        let (left, right) = split(sample, feature, below)
        guard left.count >= max(8, least), right.count >= max(8, least) else { continue }
        let loss = Double(step) * (fit.loss(fit.form(left), left) + fit.loss(fit.form(right), right))
        if loss < node.best?.loss ?? .infinity { node.best = (loss, feature, below) }
      }
    }
    return node
  }

  private func split(_ rows: [Int32], _ feature: PlainFeature, _ below: Double) -> ([Int32], [Int32]) {
    var (left, right): ([Int32], [Int32]) = ([], [])
    let place = feature.index
    for row in rows {
      if answers.plain[Int(row)][place] < below { left.append(row) } else { right.append(row) }
    }
    return (left, right)
  }

  /// Three significant digits: thresholds should be readable.
  private static func rounded(_ value: Double) -> Double {
    guard value > 0 else { return value }
    var scale = 1.0
    while value * scale < 100 { scale *= 10 }
    while value * scale >= 1000 { scale /= 10 }
    return (value * scale).rounded() / scale
  }
}
