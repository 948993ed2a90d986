import Core

/// Errors of predictions against simulated or measured results.
public struct SurrogateScore: Sendable {
  public private(set) var rows = 0
  private var halves: [Double] = []
  private var relative: [Double] = []
  /// By [is starved][is predicted to starve].
  private var counts = [[0, 0], [0, 0]]

  public init() {}

  /// Adds a row: throughputs in one unit, and verdicts.
  public mutating func add(predicted: Double, actual: Double, predictedStarved: Bool, starved: Bool) {
    rows += 1
    let sum = abs(predicted) + abs(actual)
    halves.append(sum > 0 ? 100 * abs(predicted - actual) / sum : 0)
    if actual != 0 { relative.append(100 * abs(predicted / actual - 1)) }
    counts[starved ? 1 : 0][predictedStarved ? 1 : 0] += 1
  }

  /// 100 · mean |a − b| / (|a| + |b|), half of the usual SMAPE [AgulloLopez2025]; 0 without rows.
  public var halfSMAPE: Double { halves.isEmpty ? 0 : halves.reduce(0, +) / Double(halves.count) }

  /// Mean absolute error, in per cent of the simulated or measured value.
  public var mape: Double { relative.isEmpty ? 0 : relative.reduce(0, +) / Double(relative.count) }

  /// The 95th percentile of the rows' half-SMAPE.
  public var p95: Double {
    halves.isEmpty ? 0 : halves.sorted()[min(halves.count - 1, Int(0.95 * Double(halves.count)))]
  }

  /// The mean of the F1 scores of "starved" and "not starved"; nil if all rows are of one class.
  public var macroF1: Double? {
    func f1(_ side: Int) -> Double {
      let sum = counts[side][0] + counts[side][1] + counts[0][side] + counts[1][side]
      return 2 * Double(counts[side][side]) / Double(sum)
    }
    let hasBoth = counts.allSatisfy { $0[0] + $0[1] > 0 }
    return hasBoth ? (f1(0) + f1(1)) / 2 : nil
  }

  /// Rows, half-SMAPE, its 95th percentile and macro-F1, for a table.
  public var fields: [String] {
    ["\(rows)", fixed(halfSMAPE, 2), fixed(p95, 2), macroF1.map { fixed($0, 3) } ?? "–"]
  }
}
