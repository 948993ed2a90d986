import Core
import System
import Twin

/// A fast approximation of the twin: throughput and starvation of one GPU's adapters, without a simulation.
///
/// It is valid for the profile of its data, and for runs of `durationSeconds`.
public struct Surrogate: Sendable {
  public let profile: TwinProfile
  /// Seconds of the runs that it approximates.
  public let durationSeconds: Double
  let estimator: Estimator
  /// nil for the closed form alone.
  public let model: SurrogateModel?

  /// The prediction for one server.
  public struct Answer: Sendable, Equatable {
    /// Whether it starts, by the profile's memory model.
    public var verdict: KVMemory.Verdict
    /// Tokens per second that are requested, and of finished requests; 0 if it does not start.
    public var idealThroughput: Double
    public var throughput: Double
    /// The probability that a tenth or more of the requested tokens is not served; 1 if it does not start.
    public var starvedProbability: Double

    /// Whether starvation is more likely than not.
    public var isStarved: Bool { starvedProbability >= 0.5 }
  }

  /// The closed form alone, without a model.
  public init(estimating profile: TwinProfile, durationSeconds: Double = 3600) {
    self.profile = profile
    self.durationSeconds = durationSeconds
    estimator = Estimator(profile)
    model = nil
  }

  /// What was learned with a profile; refuses another one, to the last bit. `file` names the model in messages.
  public init(_ model: SurrogateModel, profile: TwinProfile, file: String) throws(Fault) {
    let hash = Self.hash(of: profile)
    guard model.profileHash == hash else {
      throw Messages.wrongProfile(file, trainedWith: (model.profile, model.profileHash), profile, hash)
    }
    self.profile = profile
    self.model = model
    durationSeconds = model.durationSeconds
    estimator = Estimator(profile)
  }

  /// A model from a file of `surrogate train`.
  public init(path: String, profile: TwinProfile) throws(Fault) {
    try self.init(try SurrogateModel(bytes: try wholeFile(path), file: path), profile: profile, file: path)
  }

  /// The shipped surrogate of a profile; refuses a profile that is not, to the last bit, the one it was trained with.
  public static func shipped(for profile: TwinProfile) throws(Fault) -> Surrogate {
    try ShippedSurrogates.of(profile)
  }

  /// SHA-256 of a profile's fingerprint.
  public static func hash(of profile: TwinProfile) -> String { SHA256.hex(of: profile.fingerprint) }

  static func hash(of bytes: [UInt8]) -> String { SHA256.hex(of: bytes) }

  /// The features of a server; nil if it does not start, or the load is empty.
  public func features(of load: LoadSummary, slots: Int, slotRank: Int? = nil) -> Features? {
    let rank = slotRank ?? load.maxRank
    guard load.rate > 0, case .fits(let tokens) = profile.memory.verdict(slots: slots, slotRank: rank) else {
      return nil
    }
    return Features(
      load, slots: slots, slotRank: rank, kvTokens: tokens, durationSeconds: durationSeconds, estimator: estimator)
  }

  /// The prediction for a server with 1 slot or more, each padded to `slotRank`, or to the highest rank of its
  /// adapters.
  public func answer(_ load: LoadSummary, slots: Int, slotRank: Int? = nil) -> Answer {
    let verdict = profile.memory.verdict(slots: slots, slotRank: slotRank ?? load.maxRank)
    guard case .fits = verdict else {
      return Answer(verdict: verdict, idealThroughput: load.tokenRate, throughput: 0, starvedProbability: 1)
    }
    guard let features = features(of: load, slots: slots, slotRank: slotRank) else {
      return Answer(verdict: verdict, idealThroughput: 0, throughput: 0, starvedProbability: 0)
    }
    return answer(features, verdict: verdict, idealThroughput: load.tokenRate)
  }

  func answer(_ features: Features, verdict: KVMemory.Verdict, idealThroughput: Double) -> Answer {
    let share = model?.servedShare(features) ?? features.estimate.share
    let starved = model?.starvedProbability(features, share: share) ?? (share < 0.9 ? 1 : 0)
    return Answer(
      verdict: verdict, idealThroughput: idealThroughput, throughput: idealThroughput * share,
      starvedProbability: starved)
  }

  /// Tokens per second, prompts and outputs, of finished requests.
  public func throughput(_ load: LoadSummary, slots: Int, slotRank: Int? = nil) -> Double {
    answer(load, slots: slots, slotRank: slotRank).throughput
  }

  /// The probability that a tenth or more of the requested tokens is not served.
  public func starvedProbability(_ load: LoadSummary, slots: Int, slotRank: Int? = nil) -> Double {
    answer(load, slots: slots, slotRank: slotRank).starvedProbability
  }

  /// Whether starvation is more likely than not.
  public func isStarved(_ load: LoadSummary, slots: Int, slotRank: Int? = nil) -> Bool {
    answer(load, slots: slots, slotRank: slotRank).isStarved
  }
}
