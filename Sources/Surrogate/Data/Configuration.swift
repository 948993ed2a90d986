import Core
import Twin

/// One server and its load, in few numbers: the input of a row of the data.
public struct Configuration: Sendable, Equatable {
  public var adapters: Int
  public var slots: Int
  /// Given to the adapters in turn; the highest is the slots' rank.
  public var ranks: [Int]
  /// Given to the adapters in turn, in requests per second.
  public var rates: [Double]
  /// Additional spread of the rates: each is multiplied by exp(spread · z), z evenly spaced normal scores, and all by
  /// one factor that keeps their sum.
  public var rateSpread = 0.0
  public var meanInput = AdapterLoad.standardMeans.input
  public var meanOutput = AdapterLoad.standardMeans.output

  public init(adapters: Int, slots: Int, ranks: [Int], rates: [Double]) {
    self.adapters = adapters
    self.slots = slots
    self.ranks = ranks
    self.rates = rates
  }

  public var slotRank: Int { ranks.max() ?? 1 }

  /// The rate of each adapter.
  public var adapterRates: [Double] {
    let given = (0..<adapters).map { rates[$0 % rates.count] }
    guard rateSpread > 0 else { return given }
    let spread = given.enumerated().map { index, rate in
      rate * exponential(rateSpread * normalQuantile((Double(index) + 0.5) / Double(adapters)))
    }
    let factor = given.reduce(0, +) / spread.reduce(0, +)
    return spread.map { min($0 * factor, AdapterLoad.rates.upperBound) }
  }

  /// The total load of the adapters.
  public func load() throws(Fault) -> LoadSummary {
    var load = LoadSummary()
    for (index, rate) in adapterRates.enumerated() {
      load.add(
        try AdapterLoad(
          rank: ranks[index % ranks.count], rate: rate, meanInput: meanInput, meanOutput: meanOutput))
    }
    return load
  }

  /// The same as a row of the twin's tables.
  func row(model: String, durationSeconds: Double) -> BatchRow {
    BatchRow(
      model: model, adapters: adapters, slots: slots, slotRank: slotRank, ranks: ranks,
      rates: rateSpread > 0 ? adapterRates : rates, durationSeconds: durationSeconds, meanInput: meanInput,
      meanOutput: meanOutput)
  }
}
