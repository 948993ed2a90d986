import Core
import Results
import Twin

/// A fast stand-in for the twin: throughput and starvation of one GPU's adapters, without playing them.
///
/// It holds for one profile, the one that its data were played with, and for runs of `durationSeconds`.
public struct Surrogate: Sendable {
  public let profile: TwinProfile
  /// Seconds of the runs that it stands in for.
  public let durationSeconds: Double
  let estimator: Estimator

  /// What is said of one server.
  public struct Answer: Sendable, Equatable {
    /// Whether it starts at all; by the profile's own memory.
    public var verdict: KVMemory.Verdict
    /// Tokens each second that are asked for, and of finished requests; 0 where it does not start.
    public var idealThroughput: Double
    public var throughput: Double
    /// How likely a tenth or more of what is asked for is not served; 1 where it does not start.
    public var starvedProbability: Double

    /// Whether starvation is more likely than not.
    public var isStarved: Bool { starvedProbability >= 0.5 }
  }

  /// The closed form alone, without anything learned.
  public init(estimating profile: TwinProfile, durationSeconds: Double = 3600) {
    self.profile = profile
    self.durationSeconds = durationSeconds
    estimator = Estimator(profile)
  }

  /// The shipped surrogate of a profile; refuses a profile that is not, to the byte of its text, the one it was trained with.
  public static func shipped(for profile: TwinProfile) throws(Fault) -> Surrogate {
    Surrogate(estimating: profile)
  }

  /// SHA-256 of a profile's text.
  public static func hash(of profile: TwinProfile) -> String { SHA256.hex(of: profile.text) }

  static func hash(of bytes: [UInt8]) -> String { SHA256.hex(of: bytes) }

  /// The features of a server; nil where it does not start, or nothing is asked for.
  public func features(of load: LoadSummary, slots: Int, slotRank: Int? = nil) -> Features? {
    let rank = slotRank ?? load.maxRank
    guard load.rate > 0, case .fits(let tokens) = profile.memory.verdict(slots: slots, slotRank: rank) else {
      return nil
    }
    return Features(
      load, slots: slots, slotRank: rank, kvTokens: tokens, durationSeconds: durationSeconds, estimator: estimator)
  }

  /// What is said of a server with 1 slot or more, each padded to `slotRank`, or to the highest rank of its adapters.
  public func answer(_ load: LoadSummary, slots: Int, slotRank: Int? = nil) -> Answer {
    let verdict = profile.memory.verdict(slots: slots, slotRank: slotRank ?? load.maxRank)
    guard case .fits = verdict else {
      return Answer(verdict: verdict, idealThroughput: load.tokenRate, throughput: 0, starvedProbability: 1)
    }
    guard let features = features(of: load, slots: slots, slotRank: slotRank) else {
      return Answer(verdict: verdict, idealThroughput: 0, throughput: 0, starvedProbability: 0)
    }
    let share = features.estimate.share
    return Answer(
      verdict: verdict, idealThroughput: load.tokenRate, throughput: load.tokenRate * share,
      starvedProbability: share < 0.9 ? 1 : 0)
  }

  /// Tokens each second, prompts and outputs, of finished requests.
  public func throughput(_ load: LoadSummary, slots: Int, slotRank: Int? = nil) -> Double {
    answer(load, slots: slots, slotRank: slotRank).throughput
  }

  /// How likely a tenth or more of what is asked for is not served.
  public func starvedProbability(_ load: LoadSummary, slots: Int, slotRank: Int? = nil) -> Double {
    answer(load, slots: slots, slotRank: slotRank).starvedProbability
  }

  /// Whether that is more likely than not.
  public func isStarved(_ load: LoadSummary, slots: Int, slotRank: Int? = nil) -> Bool {
    answer(load, slots: slots, slotRank: slotRank).isStarved
  }
}
