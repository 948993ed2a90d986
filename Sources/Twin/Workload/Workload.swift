import Core
import Traces

/// The requests of clients to a server: adapters with their rates, lengths, and an arrival process.
public struct Workload: Sendable {
  /// The arrival process of an adapter.
  public enum Arrivals: Sendable, Equatable {
    /// Independent exponential gaps.
    case poisson
    /// The exact arrivals of the measured runs: their client drew exponential gaps from NumPy's generator with this
    /// seed.
    case client(seed: UInt32)
    /// Independent gamma gaps with this coefficient of variation: above 1 arrivals come in bursts.
    case gamma(variation: Double)
    /// Poisson with a rate that varies linearly between peak and trough, with the same mean: 1 ± `swing` times the
    /// rate.
    case diurnal(swing: Double, periodSeconds: Double)
  }

  /// How the lengths of requests are drawn.
  public enum LengthDrawing: String, Sendable, CaseIterable {
    /// The lengths of each 256 successive requests are distributed as evenly as the pool. Our choice.
    case dealt
    /// Each request draws from the pool independently.
    case drawn
  }

  /// Requests per second of each adapter, N long; at least one is above 0.
  public var rates: [Double]
  /// LoRA rank of each adapter, N long.
  public var ranks: [Int]
  public var arrivals = Arrivals.poisson
  public var lengths: LengthPool
  public var lengthDrawing = LengthDrawing.dealt
  /// Generated over requested output tokens: some outputs end early. It affects only the count of requested tokens.
  public var outputShare = 1.0
  public var durationSeconds: Double
  /// Requests of a file instead of drawn ones: in order of arrival, adapters below N.
  public var recorded: [TwinRequest]?

  public init(rates: [Double], ranks: [Int], lengths: LengthPool, durationSeconds: Double) {
    self.rates = rates
    self.ranks = ranks
    self.lengths = lengths
    self.durationSeconds = durationSeconds
  }

  public var adapterCount: Int { rates.count }

  /// The most expected requests of a run, so that a typing error in a rate does not cause a run of days.
  static let mostRequests = 100_000_000

  /// Tokens of a prompt or an output: their sum fits into 32 bits, and 10⁸ of them into 64.
  public static let tokens = 1...(1 << 24)
  /// Requests per second of an adapter with any requests.
  static let rateRange = 1e-12...1e6
  /// Duration of a run in seconds: up to three years.
  static let durations = 0.0...1e8
  static let outputShares = 0.001...1.0

  public var totalRate: Double { rates.reduce(0, +) }

  /// Tokens per second requested by the clients, expected or as recorded.
  public var idealThroughput: Double {
    if let recorded {
      return recorded.reduce(0.0) { $0 + Double($1.inputTokens + $1.outputTokens) } / durationSeconds
    }
    return totalRate * (lengths.meanInput + lengths.meanOutput / outputShare)
  }

  /// The longest output that a request can have.
  var longestOutput: Int { recorded?.map(\.outputTokens).max() ?? lengths.longestOutput }

  /// A value of a list for each adapter: assigned in turn, then shuffled, as in the experiments [AgulloLopez2025].
  public static func dealt<Value>(_ values: [Value], to count: Int, seed: Seed) -> [Value] {
    var all = (0..<count).map { values[$0 % values.count] }
    var stream = RandomStream(seed)
    stream.shuffle(&all)
    return all
  }

  /// The same in the order of the measured runs' client, which shuffles with Python's generator of a seed.
  public static func dealtByClient<Value>(_ values: [Value], to count: Int, seed: UInt32) -> [Value] {
    var all = (0..<count).map { values[$0 % values.count] }
    var twister = MersenneTwister(key: seed)
    twister.shuffle(&all)
    return all
  }

  /// Throws if a number is out of its range.
  func validate() throws(Fault) {
    guard !rates.isEmpty else { throw Messages.noAdapters() }
    guard ranks.count == rates.count else { throw Messages.ranksAndRates(ranks.count, rates.count) }
    if let bad = rates.first(where: { !(0...Self.rateRange.upperBound).contains($0) }) { throw Messages.badRate(bad) }
    if let bad = ranks.first(where: { !Bounds.rank.contains($0) }) {
      throw Messages.outOfRange("rank", bad, "1 to \(Bounds.rank.upperBound)")
    }
    guard Self.durations.contains(durationSeconds), durationSeconds > 0 else {
      throw Messages.badNumber("duration", durationSeconds, "seconds above 0, up to 1e8")
    }
    guard Self.outputShares.contains(outputShare) else {
      throw Messages.badNumber("output share", outputShare, "a number from 0.001 to 1")
    }
    switch arrivals {
    case .poisson, .client: break
    case .gamma(let variation):
      guard variation >= 0.05, variation <= 20 else {
        throw Messages.badNumber("variation", variation, "a number from 0.05 to 20")
      }
    case .diurnal(let swing, let period):
      guard swing >= 0, swing <= 1 else { throw Messages.badNumber("swing", swing, "a number from 0 to 1") }
      guard period >= 0.001, period <= 1e9 else {
        throw Messages.badNumber("period", period, "seconds from 0.001 to 1e9")
      }
    }
    if let recorded { try validate(recorded) } else { try validateDrawn() }
  }

  private func validateDrawn() throws(Fault) {
    guard totalRate > 0 else { throw Messages.noTraffic() }
    if let bad = rates.first(where: { $0 > 0 && $0 < Self.rateRange.lowerBound }) { throw Messages.badRate(bad) }
    guard totalRate * durationSeconds <= Double(Self.mostRequests) else {
      throw Messages.tooManyRequests(totalRate, durationSeconds, most: Self.mostRequests)
    }
    guard !lengths.inputs.isEmpty, lengths.inputs.count == lengths.outputs.count else { throw Messages.noLengths() }
    for (name, all) in [("input", lengths.inputs), ("output", lengths.outputs)] {
      if let bad = all.first(where: { !Self.tokens.contains(Int($0)) }) {
        throw Messages.outOfRange(name, Int(bad), "1 to \(Self.tokens.upperBound)")
      }
    }
  }

  private func validate(_ recorded: [TwinRequest]) throws(Fault) {
    guard !recorded.isEmpty else { throw Messages.noTraffic() }
    var last = 0.0
    for request in recorded {
      guard request.arrivalSeconds >= last else { throw Messages.notAscending(request.number) }
      last = request.arrivalSeconds
      guard rates.indices.contains(request.adapter) else { throw Messages.strangeAdapter(request, count: rates.count) }
      guard Self.tokens.contains(request.inputTokens), Self.tokens.contains(request.outputTokens) else {
        throw Messages.badLength(request)
      }
    }
  }
}

extension Workload {
  /// The requests of a trace: times and lengths as recorded, in `durationSeconds` or to the trace's end.
  ///
  /// Adapters are those that the trace names; if it names none, the requests' groups (tenants) are assigned to
  /// `adapterCount` adapters in order of appearance, and without groups the requests are assigned one by one.
  public init(trace: Trace, adapterCount: Int?, ranks: [Int], durationSeconds: Double?) throws(Fault) {
    guard !trace.timesSeconds.isEmpty, !trace.promptTokens.isEmpty, !trace.outputTokens.isEmpty else {
      throw Messages.traceWithoutTimes(trace.name)
    }
    let named = trace.asked.isEmpty ? trace.groupNames.count : trace.adapterCount
    let count = adapterCount ?? max(1, named)
    guard count >= 1 else { throw Messages.outOfRange("adapters", count, "1 or more") }
    var requests: [TwinRequest] = []
    for i in 0..<trace.requestCount where trace.timesSeconds[i] < durationSeconds ?? .infinity {
      let name = trace.asked.isEmpty ? (trace.groups.isEmpty ? i : Int(trace.groups[i])) : Int(trace.asked[i])
      requests.append(
        TwinRequest(
          number: requests.count, arrivalSeconds: trace.timesSeconds[i], adapter: max(0, name) % count,
          inputTokens: max(1, Int(trace.promptTokens[i])), outputTokens: max(1, Int(trace.outputTokens[i]))))
    }
    let duration = durationSeconds ?? (requests.last?.arrivalSeconds ?? 0) + 1
    var rates = [Double](repeating: 0, count: count)
    for request in requests { rates[request.adapter] += 1 / duration }
    self.init(
      rates: rates, ranks: (0..<count).map { ranks[$0 % ranks.count] },
      lengths: LengthPool(
        inputs: requests.map { Int32($0.inputTokens) }, outputs: requests.map { Int32($0.outputTokens) }),
      durationSeconds: duration)
    recorded = requests
  }
}
