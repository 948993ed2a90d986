import Core
import Traces

/// What clients send to a server: adapters with their rates, lengths, and a law of arrivals.
public struct Workload: Sendable {
  /// How the requests of an adapter follow one another.
  public enum Arrivals: Sendable, Equatable {
    /// Independent exponential gaps.
    case poisson
    /// The very arrivals of the measured runs: their client drew exponential gaps from NumPy's generator of this seed.
    case client(seed: UInt32)
    /// Independent gamma gaps with this coefficient of variation: above 1 arrivals come in bursts.
    case gamma(variation: Double)
    /// Poisson with a rate that swings linearly between peak and trough, mean unchanged: 1 ± `swing` times the rate.
    case diurnal(swing: Double, periodSeconds: Double)
  }

  /// How requests come by their lengths.
  public enum LengthDrawing: String, Sendable, CaseIterable {
    /// Each 256 successive requests have lengths spread as evenly as the pool. Our choice.
    case dealt
    /// Each request draws from the pool for itself.
    case drawn
  }

  /// Requests each second of each adapter, N long; at least one is above 0.
  public var rates: [Double]
  /// LoRA rank of each adapter, N long.
  public var ranks: [Int]
  public var arrivals = Arrivals.poisson
  public var lengths: LengthPool
  public var lengthDrawing = LengthDrawing.dealt
  /// Output tokens over those that requests ask for: some end early. It moves nothing but what counts as asked for.
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

  /// What a run may expect at most, lest a typing error in a rate keep it busy for days.
  static let mostRequests = 100_000_000

  /// Tokens of a prompt or an output: the two together fit 32 bits, and 10⁸ of them 64.
  public static let tokens = 1...(1 << 24)
  /// Requests each second of an adapter that is asked for at all: the mean gap is a number of seconds.
  static let rateRange = 1e-12...1e6
  /// How long a run may last: three years.
  static let durations = 0.0...1e8
  static let outputShares = 0.001...1.0

  public var totalRate: Double { rates.reduce(0, +) }

  /// Tokens each second that the clients ask for, by expectation or as recorded.
  public var idealThroughput: Double {
    if let recorded {
      return recorded.reduce(0.0) { $0 + Double($1.inputTokens + $1.outputTokens) } / durationSeconds
    }
    return totalRate * (lengths.meanInput + lengths.meanOutput / outputShare)
  }

  /// The longest output that a request can have.
  var longestOutput: Int { recorded?.map(\.outputTokens).max() ?? lengths.longestOutput }

  /// A value of a list for each adapter: given in turn, then shuffled, as the experiments do it [AgulloLopez2025].
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

  /// Throws where a number is none that requests can be drawn by.
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
  /// Adapters are those that the trace names; where it names none, the requests' groups (tenants) are dealt to
  /// `adapterCount` adapters in order of appearance, and without groups the requests are dealt one by one.
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
