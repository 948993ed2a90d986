import CXGBoost
import Core
import Surrogate

/// Examples in XGBoost's form.
final class BoosterMatrix {
  let handle: DMatrixHandle
  let rows: Int

  /// - Parameters:
  ///   - values: [rows × columns], row-major; finite.
  ///   - labels: the targets, one per row.
  ///   - margins: the base values of the trees' answers, one per row; nil for 0.
  init(_ values: [Float], columns: Int, labels: [Float] = [], margins: [Float]? = nil) throws(Fault) {
    rows = columns > 0 ? values.count / columns : 0
    guard rows > 0, rows * columns == values.count else { throw Messages.noExamples() }
    var made: DMatrixHandle?
    try checked(XGDMatrixCreateFromMat(values, bst_ulong(rows), bst_ulong(columns), .nan, &made))
    guard let made else { throw Messages.boosterFailed("it gave no matrix") }
    handle = made
    if !labels.isEmpty { try checked(XGDMatrixSetFloatInfo(handle, "label", labels, bst_ulong(labels.count))) }
    if let margins { try checked(XGDMatrixSetFloatInfo(handle, "base_margin", margins, bst_ulong(margins.count))) }
  }

  deinit { XGDMatrixFree(handle) }
}

/// How trees are grown.
public struct BoosterSettings: Sendable, Equatable {
  public enum Objective: String, Sendable {
    case regression = "reg:squarederror"
    case logistic = "binary:logistic"
  }

  /// How trees are combined.
  public enum Mode: String, Sendable, CaseIterable {
    /// Each round's tree corrects the error of the earlier ones.
    case boosted
    /// All trees are grown independently, on samples of rows and features, and averaged.
    case forest
  }

  public var objective: Objective
  public var mode = Mode.boosted
  public var depth = 6
  /// The weight of a round's tree; 1 in a forest.
  public var rate = 0.1
  public var rowShare = 0.8
  public var featureShare = 0.6
  public var leafWeight = 3.0
  /// The most rounds, and the rounds without gain on the groups set aside before growing ends; trees of a forest.
  public var rounds = 240
  public var patience = 40
  public var forestTrees = 200
  /// For each feature 1 if the answer may only rise with it, −1 if it may only fall, 0 for no constraint.
  public var signs: [Int] = []
  public var seed: UInt64 = 0

  public init(_ objective: Objective) { self.objective = objective }

  /// XGBoost's parameters; one thread and a seed make it deterministic.
  var parameters: [(String, String)] {
    var all = [
      ("objective", objective.rawValue), ("base_score", objective == .logistic ? "0.5" : "0"), ("nthread", "1"),
      ("verbosity", "0"), ("tree_method", "hist"), ("max_bin", "512"), ("seed", "\(seed)"),
      ("max_depth", "\(depth)"), ("subsample", "\(rowShare)"), ("colsample_bynode", "\(featureShare)"),
      ("min_child_weight", "\(leafWeight)"), ("eta", mode == .forest ? "1" : "\(rate)"),
    ]
    if mode == .forest { all.append(("num_parallel_tree", "\(forestTrees)")) }
    if signs.contains(where: { $0 != 0 }) {
      all.append(("monotone_constraints", "(" + signs.map(String.init).joined(separator: ",") + ")"))
    }
    return all
  }
}

/// XGBoost's training of one model.
final class Booster {
  private let handle: BoosterHandle
  private let matrix: BoosterMatrix
  private let settings: BoosterSettings
  private(set) var rounds = 0

  init(_ matrix: BoosterMatrix, _ settings: BoosterSettings) throws(Fault) {
    self.matrix = matrix
    self.settings = settings
    var made: BoosterHandle?
    var matrices: [DMatrixHandle?] = [matrix.handle]
    try checked(XGBoosterCreate(&matrices, 1, &made))
    guard let made else { throw Messages.boosterFailed("it gave no booster") }
    handle = made
    for (name, value) in settings.parameters { try checked(XGBoosterSetParam(handle, name, value)) }
  }

  deinit { XGBoosterFree(handle) }

  /// Grows one round of trees.
  func grow() throws(Fault) {
    try checked(XGBoosterUpdateOneIter(handle, CInt(clamping: rounds), matrix.handle))
    rounds += 1
  }

  /// The sum of margins and trees for each row.
  func margins(of matrix: BoosterMatrix) throws(Fault) -> [Float] {
    var count: bst_ulong = 0
    var result: UnsafePointer<Float>?
    try checked(XGBoosterPredict(handle, matrix.handle, 1, 0, 0, &count, &result))
    return Array(UnsafeBufferPointer(start: result, count: Int(count)))
  }

  /// The trees of the first rounds.
  func trees(rounds: Int) throws(Fault) -> TreeEnsemble {
    var count: bst_ulong = 0
    var text: UnsafePointer<CChar>?
    try checked(XGBoosterSaveModelToBuffer(handle, "{\"format\": \"json\"}", &count, &text))
    let bytes = UnsafeRawBufferPointer(start: text, count: Int(count)).bindMemory(to: UInt8.self)
    let model = try JSONValue(parsing: bytes, file: "XGBoost's model")
    let perRound = settings.mode == .forest ? settings.forestTrees : 1
    guard let trees = model["learner"]?["gradient_booster"]?["model"]?["trees"]?.array else {
      throw Messages.unknownModelForm()
    }
    var ensemble = TreeEnsemble()
    for tree in trees.prefix(rounds * perRound) { ensemble.append(try StoredTree(tree).part(0)) }
    return ensemble
  }
}

/// A tree as XGBoost stores it.
private struct StoredTree {
  let left: [Int]
  let right: [Int]
  let features: [Int]
  let values: [Double]

  init(_ tree: JSONValue) throws(Fault) {
    guard let left = tree["left_children"]?.array, let right = tree["right_children"]?.array,
      let features = tree["split_indices"]?.array, let values = tree["split_conditions"]?.array
    else { throw Messages.unknownModelForm() }
    self.left = left.compactMap(\.integer)
    self.right = right.compactMap(\.integer)
    self.features = features.compactMap(\.integer)
    self.values = values.compactMap(\.number)
    let count = left.count
    guard [self.left.count, self.right.count, self.features.count, self.values.count] == [count, count, count, count]
    else { throw Messages.unknownModelForm() }
  }

  /// A leaf's answer is stored in the place of a split's value.
  func part(_ node: Int) -> TreeEnsemble.Tree {
    left[node] < 0
      ? .leaf(Float(values[node]))
      : .split(feature: features[node], below: Float(values[node]), part(left[node]), part(right[node]))
  }
}

/// Turns a failed call into a fault.
private func checked(_ status: Int32) throws(Fault) {
  guard status != 0 else { return }
  throw Messages.boosterFailed(String(cString: XGBGetLastError()))
}
