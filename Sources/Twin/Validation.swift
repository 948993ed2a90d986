import Core

/// Errors of predictions against measurements, by row and in groups.
public struct Validation: Sendable {
  /// One measured configuration and its prediction.
  public struct Row: Sendable {
    public var model: String
    public var regime: String
    public var group: String
    /// From the table, or by its throughput; nil if both are unknown.
    public var isStarved: Bool?
    public var isPredictedStarved: Bool
    /// Not marked with a mismatch of the number of adapters or of the cache.
    public var isClean: Bool
    /// By metric; only where both are known.
    public var pairs: [Metric: (measured: Double, predicted: Double)] = [:]
  }

  /// A metric to compare.
  public enum Metric: String, Sendable, CaseIterable {
    case throughput = "total_throughput"
    case input = "input_throughput"
    case output = "output_throughput"
    case tpot = "mean_tpot_ms"
    case itl = "mean_itl_ms"
    case ttft = "mean_ttft_ms"
    case penalisedTTFT = "ttft_penalised_ms"
    case running = "mean_running"
    case waiting = "mean_waiting"
    case preemptions
    case p99TTFT = "p99_ttft_ms"
    case p99TPOT = "p99_tpot_ms"
    case p99ITL = "p99_itl_ms"
  }

  /// Errors of some rows.
  public struct Errors: Sendable, Equatable {
    public var rows: Int
    /// Mean absolute error, in per cent of the measured value; rows that measured 0 are left out.
    public var mape: Double
    /// 100 · mean |a − b| / (|a| + |b|): half of the usual SMAPE [AgulloLopez2025].
    public var halfSMAPE: Double
    /// 95th percentile of the absolute error, in per cent.
    public var p95: Double
    /// Mean error, in per cent: above 0 if predictions are too high.
    public var bias: Double
    /// The sums, for counts that are often 0.
    public var measuredSum: Double
    public var predictedSum: Double
  }

  public private(set) var rows: [Row] = []

  public init() {}

  /// Adds the measured values of a row and its prediction; rows without measurements are skipped.
  public mutating func add(_ table: BatchTable, row: Int, _ prediction: Prediction) {
    guard table.field("status", of: row) ?? "ok" == "ok", prediction.status == "ok" else { return }
    var one = Row(
      model: table.field("model", of: row) ?? "", regime: table.field("regime", of: row) ?? "",
      group: table.field("group", of: row) ?? "", isStarved: Self.isStarved(table, row: row),
      isPredictedStarved: prediction.isStarved,
      isClean: table.field("adapter_mismatch", of: row) != "1" && table.field("kv_mismatch", of: row) != "1")
    for metric in Metric.allCases {
      guard let measured = table.number(metric.rawValue, of: row), let predicted = prediction.values[metric.rawValue]
      else { continue }
      one.pairs[metric] = (measured, predicted)
    }
    if !one.pairs.isEmpty { rows.append(one) }
  }

  private static func isStarved(_ table: BatchTable, row: Int) -> Bool? {
    if let mark = table.field("starved", of: row) { return mark == "1" }
    guard let throughput = table.number("total_throughput", of: row),
      let ideal = table.number("ideal_throughput", of: row)
    else { return nil }
    return throughput < 0.9 * ideal
  }

  /// Errors of a metric over rows; nil if no row has it.
  public static func errors(of metric: Metric, in rows: [Row]) -> Errors? {
    let pairs = rows.compactMap { $0.pairs[metric] }
    guard !pairs.isEmpty else { return nil }
    let relative = pairs.filter { $0.measured != 0 }.map { 100 * ($0.predicted / $0.measured - 1) }
    let absolute = relative.map(abs).sorted()
    let count = Double(max(1, relative.count))
    let halves = pairs.map { a, b in abs(a) + abs(b) > 0 ? 100 * abs(a - b) / (abs(a) + abs(b)) : 0 }
    return Errors(
      rows: pairs.count, mape: absolute.reduce(0, +) / count, halfSMAPE: halves.reduce(0, +) / Double(pairs.count),
      p95: quantile(0.95, of: absolute), bias: relative.reduce(0, +) / count,
      measuredSum: pairs.reduce(0) { $0 + $1.measured }, predictedSum: pairs.reduce(0) { $0 + $1.predicted })
  }

  /// Interpolated between the two nearest values; 0 without values.
  private static func quantile(_ share: Double, of sorted: [Double]) -> Double {
    guard !sorted.isEmpty else { return 0 }
    let place = share * Double(sorted.count - 1)
    let low = Int(place)
    let high = min(low + 1, sorted.count - 1)
    return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
  }

  /// The mean of the F1 scores of "starved" and "not starved" over rows where starvation is known; a class that neither
  /// side has is left out. nil without rows.
  public static func starvationF1(_ all: [Row]) -> Double? {
    let rows = all.filter { $0.isStarved != nil }
    var scores: [Double] = []
    for starved in [false, true] {
      let measured = rows.filter { $0.isStarved == starved }.count
      let predicted = rows.filter { $0.isPredictedStarved == starved }.count
      let both = rows.filter { $0.isStarved == starved && $0.isPredictedStarved == starved }.count
      if measured + predicted > 0 { scores.append(2 * Double(both) / Double(measured + predicted)) }
    }
    return scores.isEmpty ? nil : scores.reduce(0, +) / Double(scores.count)
  }
}
