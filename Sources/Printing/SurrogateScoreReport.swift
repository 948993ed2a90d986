import Core
import Reports
import Surrogate
import System
import Twin

/// The output of `surrogate score`.
package struct SurrogateScoreReport {
  /// One measured optimum, its predictions, and the throughput lost by them, in per cent, if measured.
  private struct OptimumRow {
    var row: MeasuredOptima.Row
    var predicted: [Optimum.Point?]
    var lost: [Double?]
  }

  /// The methods of predicting an optimum.
  private static let ways = ["direct", "walked"]

  package let surrogate: Surrogate
  package var scores: [(name: String, score: SurrogateScore)] = []
  /// The mean time of an answer in seconds, if data were scored.
  package private(set) var secondsEach: Double?
  private var optima: [OptimumRow] = []

  package init(_ surrogate: Surrogate) { self.surrogate = surrogate }

  /// Scores the examples that were held out of training.
  package mutating func take(_ set: TrainingSet) throws(Fault) {
    let held = set.examples.filter(\.isHeldOut)
    scores.append(("twin, triples held out", surrogate.score(held)))
    var loads: [(load: LoadSummary, slots: Int)] = []
    for example in held { loads.append((try example.row.configuration.load(), example.row.configuration.slots)) }
    guard !loads.isEmpty else { return }
    let start = SystemClock.seconds
    var sum = 0.0
    for (load, slots) in loads { sum += surrogate.throughput(load, slots: slots) }
    if sum > 0 { secondsEach = (SystemClock.seconds - start) / Double(loads.count) }
  }

  /// Predicts a measured optimum both ways.
  package mutating func take(_ row: MeasuredOptima.Row, runs: BatchTable?) throws(Fault) {
    let predicted = [
      surrogate.directOptimum(rates: row.rates, ranks: row.ranks),
      try surrogate.walkedOptimum(rates: row.rates, ranks: row.ranks),
    ]
    let lost = predicted.map { point -> Double? in
      guard let point, let runs else { return nil }
      return MeasuredOptima.throughput(
        of: row, adapters: point.adapters, slots: point.slots, in: runs, model: surrogate.profile.model
      ).map { 100 * (1 - $0 / row.measured.throughput) }
    }
    optima.append(OptimumRow(row: row, predicted: predicted, lost: lost))
  }

  /// The half-SMAPE of each target by a method; nil without predictions.
  private func errors(_ way: Int) -> [Double?] {
    let pairs = optima.compactMap { row in row.predicted[way].map { (row.row.measured, $0) } }
    return OptimumTargets.Target.allCases.map { MeasuredOptima.error(of: $0, pairs) }
  }

  package var lines: [String] {
    var lines: [String] = []
    if !scores.isEmpty {
      var table = Table(["scored on", "rows", "half-SMAPE %", "95 % within", "macro-F1"])
      for (name, score) in scores { table.add([name] + score.fields) }
      lines += table.lines
    }
    guard !optima.isEmpty else { return lines }
    var rows = Table(["rates", "ranks", "measured", "direct", "walked", "lost direct %", "lost walked %"])
    for one in optima {
      let (rates, ranks) = Self.mixes(one.row)
      rows.add(
        [rates, ranks, Self.text(one.row.measured)] + one.predicted.map { $0.map(Self.text) ?? "–" }
          + one.lost.map { $0.map { fixed($0, 2) } ?? "–" })
    }
    var errors = Table(["half-SMAPE %", "adapters", "slots", "throughput"])
    for (way, name) in Self.ways.enumerated() {
      errors.add([name] + self.errors(way).map { $0.map { fixed($0, 2) } ?? "–" })
    }
    return lines + rows.lines + errors.lines
  }

  package var jsonLines: [String] {
    var lines: [String] = []
    for (name, score) in scores {
      var line = JSONLine()
      line.add("type", "score")
      line.add("scored_on", name)
      line.add("rows", score.rows)
      line.add("half_smape_percent", score.halfSMAPE)
      line.add("mape_percent", score.mape)
      line.add("p95_percent", score.p95)
      line.add("macro_f1", score.macroF1)
      lines.append(line.text)
    }
    for one in optima {
      var line = JSONLine()
      let (rates, ranks) = Self.mixes(one.row)
      line.add("type", "optimum")
      line.add("rates", rates)
      line.add("ranks", ranks)
      Self.add(one.row.measured, "measured", to: &line)
      for (way, name) in Self.ways.enumerated() {
        if let point = one.predicted[way] { Self.add(point, name, to: &line) }
        line.add("\(name)_lost_percent", one.lost[way])
      }
      lines.append(line.text)
    }
    guard !optima.isEmpty else { return lines }
    for (way, name) in Self.ways.enumerated() {
      var line = JSONLine()
      line.add("type", "optimum_errors")
      line.add("predicted", name)
      for (target, error) in zip(OptimumTargets.Target.allCases, errors(way)) {
        line.add(target.rawValue.replacing("optimum-", with: "") + "_half_smape_percent", error)
      }
      lines.append(line.text)
    }
    return lines
  }

  private static func mixes(_ row: MeasuredOptima.Row) -> (rates: String, ranks: String) {
    (row.rates.map { "\($0)" }.joined(separator: "-"), row.ranks.map { "\($0)" }.joined(separator: "-"))
  }

  private static func add(_ point: Optimum.Point, _ name: String, to line: inout JSONLine) {
    line.add("\(name)_adapters", point.adapters)
    line.add("\(name)_slots", point.slots)
    line.add("\(name)_throughput", point.throughput)
  }

  private static func text(_ point: Optimum.Point) -> String {
    "\(point.adapters) / \(point.slots) / \(fixed(point.throughput, 0))"
  }
}
