import Core
import Twin

extension Surrogate {
  /// The optimum for rates and ranks by the published walk, with the surrogate instead of the twin; nil if nothing
  /// starts.
  public func walkedOptimum(rates: [Double], ranks: [Int]) throws(Fault) -> Optimum.Point? {
    var lines: [[Optimum.Point]] = []
    for slots in Optimum.grid {
      var line: [Optimum.Point] = []
      for adapters in Optimum.grid where adapters >= slots && line.last?.isStarved != true {
        var configuration = Configuration(adapters: adapters, slots: slots, ranks: ranks, rates: rates)
        (configuration.meanInput, configuration.meanOutput) = profile.meanLengths
        let answer = answer(try configuration.load(), slots: slots)
        guard case .fits = answer.verdict else { break }
        line.append(
          Optimum.Point(
            adapters: adapters, slots: slots, throughput: answer.throughput, isStarved: answer.isStarved))
      }
      lines.append(line)
    }
    return OptimumTargets.best(of: lines)
  }

  /// The optimum predicted from eight features, as in the published models; nil without such models.
  public func directOptimum(rates: [Double], ranks: [Int]) -> Optimum.Point? {
    guard let models = model?.optimum, models.count == OptimumTargets.Target.allCases.count else { return nil }
    let features = OptimumTargets.features(rates: rates, ranks: ranks)
    func value(_ target: OptimumTargets.Target) -> Double {
      target.value(ofAnswer: models[target]!.margin(features, from: target.start(features)))
    }
    return Optimum.Point(
      adapters: Int(value(.adapters)), slots: Int(value(.slots)), throughput: value(.throughput), isStarved: false)
  }
}

/// Optima compared with a table in the shape of `real_optima.csv`, scored as by the authors.
public struct MeasuredOptima: Sendable {
  /// One combination of rates and ranks.
  public struct Row: Sendable {
    public var rates: [Double]
    public var ranks: [Int]
    public var measured: Optimum.Point
  }

  public var rows: [Row] = []

  /// Reads the rows of a model; throws a fault if columns are missing.
  public init(_ source: any ByteSource, file: String, model: String) throws(Fault) {
    var reader = DelimitedReader(source, file: file)
    let columns = try Columns(header: &reader)
    var places: [Int] = []
    for name in ["model", "rates", "sizes", "max_served_adapters", "max_adapter_slots", "max_total_throughput"] {
      places.append(try columns.require(name))
    }
    while try reader.next() {
      try reader.require(fields: columns.count)
      guard reader.text(places[0]) == model else { continue }
      let rates = reader.text(places[1]).split(separator: "-").map { Double($0) ?? .nan }
      let ranks = reader.text(places[2]).split(separator: "-").map { Int($0) ?? 0 }
      guard !rates.isEmpty, rates.allSatisfy(AdapterLoad.rates.contains) else {
        throw Messages.badList(
          "rates", reader.text(places[1]), "requests per second, as in 0.4-0.05", reader.place(places[1]))
      }
      guard !ranks.isEmpty, ranks.allSatisfy(AdapterLoad.ranks.contains) else {
        throw Messages.badList(
          "sizes", reader.text(places[2]), "ranks from 1 to 4096, as in 8-16-32", reader.place(places[2]))
      }
      let counts = 1...100_000
      rows.append(
        Row(
          rates: rates, ranks: ranks,
          measured: Optimum.Point(
            adapters: try reader.integer(places[3], as: "max_served_adapters", in: counts),
            slots: try reader.integer(places[4], as: "max_adapter_slots", in: counts),
            throughput: try reader.number(places[5], as: "max_total_throughput", in: 0...1e9), isStarved: false)))
    }
  }

  /// The half-SMAPE of a target over rows with a prediction; nil without such rows.
  public static func error(
    of target: OptimumTargets.Target, _ pairs: [(measured: Optimum.Point, predicted: Optimum.Point)]
  ) -> Double? {
    guard !pairs.isEmpty else { return nil }
    let halves = pairs.map { pair in
      let (a, b) = (target.value(pair.measured), target.value(pair.predicted))
      return a + b > 0 ? 100 * abs(a - b) / (a + b) : 0
    }
    return halves.reduce(0, +) / Double(halves.count)
  }

  /// The measured throughput for a row's rates and ranks with the given adapters and slots; nil if not measured.
  public static func throughput(of row: Row, adapters: Int, slots: Int, in runs: BatchTable, model: String) -> Double? {
    for index in runs.rows.indices {
      guard runs.field("model", of: index) == model, runs.field("status", of: index) ?? "ok" == "ok",
        runs.number("adapters", of: index) == Double(adapters), runs.number("max_loras", of: index) == Double(slots),
        let run = try? BatchRow(runs, row: index), run.rates == row.rates, run.ranks == row.ranks
      else { continue }
      return runs.number("total_throughput", of: index)
    }
    return nil
  }
}
