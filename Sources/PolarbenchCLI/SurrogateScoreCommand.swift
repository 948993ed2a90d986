import ArgumentParser
import Core
import Reports
import Surrogate
import Traces
import Twin

/// `surrogate score`: a surrogate against the twin, and against measurements.
struct SurrogateScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Tell how far off a surrogate is, from the twin and from measured runs.",
    discussion: """
      --data: rows of 'surrogate data' that were held out of training. --runs: measured runs, in the shape of runs_e2e.csv.
      --optima: measured optima, in the shape of real_optima.csv, against models of the published kind (direct) and against
      the surrogate walked over the grid; with --runs, what is lost by the predicted adapters and slots.

      Examples:
        polarbench surrogate score --model llama-3.1-8b --data llama.csv
        polarbench surrogate score --model llama-3.1-8b --runs runs_e2e.csv --optima real_optima.csv
      """)

  @OptionGroup var options: SurrogateOptions

  @Option(help: "A table of 'surrogate data'.")
  var data: String?

  @Option(help: "A table of measured runs.")
  var runs: String?

  @Option(help: "A table of measured optima.")
  var optima: String?

  func validate() throws {
    guard data != nil || runs != nil || optima != nil else {
      throw ValidationError("Name what to score against: --data, --runs or --optima.")
    }
  }

  func run() throws {
    try faulting {
      let surrogate = try options.chosen()
      let table = try runs.map { try BatchTable(path: $0) }
      var scores: [(name: String, score: SurrogateScore)] = []
      if let data {
        let held = try TrainingSet(path: data, profile: surrogate.profile).examples.filter(\.isHeldOut)
        scores.append(("twin, triples held out", surrogate.score(held)))
      }
      if let table { scores += try MeasuredRuns(table, against: surrogate).named }
      if !scores.isEmpty {
        var shown = Table(["scored on", "rows", "half-SMAPE %", "95 % within", "macro-F1"])
        for (name, score) in scores { shown.add([name] + score.fields) }
        shown.show()
      }
      if let optima { try show(try openBytes(optima), optima, surrogate, table) }
    }
  }

  private func show(
    _ source: any ByteSource, _ file: String, _ surrogate: Surrogate, _ runs: BatchTable?
  ) throws(Fault) {
    let measured = try MeasuredOptima(source, file: file, model: surrogate.profile.model)
    var rows = Table(["rates", "ranks", "measured", "direct", "walked", "lost direct %", "lost walked %"])
    var (direct, walked): ([(Optimum.Point, Optimum.Point)], [(Optimum.Point, Optimum.Point)]) = ([], [])
    for row in measured.rows {
      let told = [
        surrogate.directOptimum(rates: row.rates, ranks: row.ranks),
        try surrogate.walkedOptimum(rates: row.rates, ranks: row.ranks),
      ]
      if let point = told[0] { direct.append((row.measured, point)) }
      if let point = told[1] { walked.append((row.measured, point)) }
      let lost = told.map { point in
        point.flatMap { point in
          runs.flatMap { runs in
            MeasuredOptima.throughput(
              of: row, adapters: point.adapters, slots: point.slots, in: runs, model: surrogate.profile.model)
          }
        }.map { fixed(100 * (1 - $0 / row.measured.throughput), 2) } ?? "–"
      }
      rows.add(
        [
          row.rates.map { "\($0)" }.joined(separator: "-"), row.ranks.map { "\($0)" }.joined(separator: "-"),
          Self.text(row.measured),
        ] + told.map { $0.map(Self.text) ?? "–" } + lost)
    }
    rows.show()
    var errors = Table(["half-SMAPE %", "rows", "adapters", "slots", "throughput"])
    for (name, pairs) in [("direct", direct), ("walked", walked)] {
      let told = OptimumTargets.Target.allCases.map { target in
        MeasuredOptima.error(of: target, pairs).map { fixed($0, 2) } ?? "–"
      }
      errors.add([name, "\(pairs.count)"] + told)
    }
    errors.show()
  }

  private static func text(_ point: Optimum.Point) -> String {
    "\(point.adapters) / \(point.slots) / \(fixed(point.throughput, 0))"
  }
}
