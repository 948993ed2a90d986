import Core
import Twin

/// One simulated configuration: a row of the data.
public struct SweepRow: Sendable, Equatable {
  /// The columns, in the order of a file.
  public static let columns = [
    "profile", "design", "unit", "adapters", "max_loras", "rank_mix", "rate_mix", "rate_spread", "mean_input",
    "mean_output",
    "arrivals", "arrived", "finished", "ideal_throughput", "total_throughput", "mean_running", "loads", "preemptions",
  ]

  /// The profile's name and the start of its hash.
  public var profile: String
  /// The design's seed, and its step over triples.
  public var design: String
  /// The number of the design's unit.
  public var unit: Int
  public var configuration: Configuration
  /// `client` for the draws of the measured runs' client, `poisson` for draws from the unit's own stream.
  public var arrivals: String
  /// Requests.
  public var arrived: Int
  public var finished: Int
  /// Tokens per second.
  public var idealThroughput: Double
  public var throughput: Double
  public var meanRunning: Double
  public var loads: Int
  public var preemptions: Int

  /// Whether a tenth or more of the requested tokens was not served.
  public var isStarved: Bool { throughput < 0.9 * idealThroughput }

  /// The served share of the requests that arrived: it excludes the noise of the number of arrivals. 1 without
  /// arrivals.
  public func servedShare(durationSeconds: Double) throws(Fault) -> Double {
    let expected = try configuration.load().rate * durationSeconds
    guard arrived > 0, expected > 0 else { return 1 }
    return min(1, throughput / idealThroughput * expected / Double(arrived))
  }

  /// The line of a file.
  public var line: String {
    let ranks = configuration.ranks.map(String.init).joined(separator: "-")
    let rates = configuration.rates.map { fixed($0, 6) }.joined(separator: "-")
    return [
      profile, design, "\(unit)", "\(configuration.adapters)", "\(configuration.slots)", ranks, rates,
      "\(configuration.rateSpread)", "\(configuration.meanInput)", "\(configuration.meanOutput)", arrivals,
      "\(arrived)",
      "\(finished)", fixed(idealThroughput, 3), fixed(throughput, 3), fixed(meanRunning, 2), "\(loads)",
      "\(preemptions)",
    ].joined(separator: ",") + "\n"
  }
}
