import Core
import Twin

/// The optimum for a triple of rates and a triple of ranks, and the inputs of the published models for it
/// [AgulloLopez2025].
public struct OptimumTargets: Sendable {
  /// The predicted values, one model each; models predict the logarithm.
  public enum Target: String, Sendable, CaseIterable {
    case adapters = "optimum-adapters"
    case slots = "optimum-slots"
    case throughput = "optimum-throughput"

    /// Its value in an optimum.
    public func value(_ point: Optimum.Point) -> Double {
      switch self {
      case .adapters: Double(point.adapters)
      case .slots: Double(point.slots)
      case .throughput: point.throughput
      }
    }

    /// The base value of the trees' answers. Our choice: for the throughput, the smaller of the load of 384 adapters
    /// and the rough maximum of a GPU; trees alone would approximate the line between by few steps.
    package func start(_ features: [Float]) -> Float {
      guard self == .throughput else { return 0 }
      let means = AdapterLoad.standardMeans
      let asked = Double(features[2]) * Double(Optimum.grid.last!) * (means.input + means.output)
      return Float(naturalLog(max(1, min(asked, 10_000))))
    }

    /// The value of a model's answer; adapters and slots are rounded to the nearest grid value by ratio, ties to the
    /// lower one.
    func value(ofAnswer answer: Float) -> Double {
      let value = exponential(Double(answer))
      guard self != .throughput else { return value }
      let nearest = Optimum.grid.min { a, b in
        abs(naturalLog(Double(a) / value)) < abs(naturalLog(Double(b) / value))
      }
      return Double(nearest!)
    }
  }

  /// Highest, lowest, mean and standard deviation of the rates, and of the ranks.
  public static let features = [
    "max_rate", "min_rate", "mean_rate", "std_rate", "max_rank", "min_rank", "mean_rank", "std_rank",
  ]

  /// The features of rates and ranks, in the order of `features`; neither may be empty.
  public static func features(rates: [Double], ranks: [Int]) -> [Float] {
    func four(_ values: [Double]) -> [Float] {
      let mean = values.reduce(0, +) / Double(values.count)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
      return [values.max()!, values.min()!, mean, variance.squareRoot()].map { Float($0) }
    }
    return four(rates) + four(ranks.map(Double.init))
  }

  /// One walked triple with its optimum.
  public struct Example: Sendable {
    public var rates: [Double]
    public var ranks: [Int]
    public var best: Optimum.Point

    public var features: [Float] { OptimumTargets.features(rates: rates, ranks: ranks) }
    public var isHeldOut: Bool { Design.measured.contains(rates) }
  }

  /// The best of the lines' candidates as published, where a starved one can also win, if it serves most; ties go to
  /// fewer slots.
  static func best(of lines: [[Optimum.Point]]) -> Optimum.Point? {
    lines.compactMap(Optimum.candidate).max { a, b in
      a.throughput != b.throughput ? a.throughput < b.throughput : a.slots > b.slots
    }
  }

  /// The optima of the walks among rows, in order.
  public static func examples(of rows: [SweepRow]) -> [Example] {
    var examples: [Example] = []
    var start = 0
    while start < rows.count {
      let end = rows[start...].firstIndex { $0.unit != rows[start].unit } ?? rows.count
      let walk = rows[start..<end]
      if walk[start].arrivals == "client", let best = best(of: lines(of: walk)) {
        let configuration = walk[start].configuration
        examples.append(Example(rates: configuration.rates, ranks: configuration.ranks, best: best))
      }
      start = end
    }
    return examples
  }

  /// A walk's rows, a line for each number of slots, up to the first that starves.
  private static func lines(of walk: ArraySlice<SweepRow>) -> [[Optimum.Point]] {
    var lines: [[Optimum.Point]] = []
    for row in walk {
      let point = Optimum.Point(
        adapters: row.configuration.adapters, slots: row.configuration.slots, throughput: row.throughput,
        isStarved: row.isStarved)
      if lines.last?.last?.slots != point.slots { lines.append([]) }
      if lines[lines.count - 1].last?.isStarved != true { lines[lines.count - 1].append(point) }
    }
    return lines
  }
}
