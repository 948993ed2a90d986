import Core
import Twin

/// A model trained on the data of one profile; its file format is in docs/reference/surrogate-format.md.
public struct SurrogateModel: Sendable, Equatable {
  /// The version of the format and of the features' meanings.
  public static let version = 1

  /// The profile's name and the SHA-256 of its text; the SHA-256 of the data's file.
  public var profile: String
  public var profileHash: String
  public var dataHash: String
  /// Seconds of the runs.
  public var durationSeconds: Double
  /// Notes on training and its scores.
  public var notes: [String] = []
  /// The logarithm of the served share: these trees' correction of the closed form.
  public var share = TreeEnsemble()
  /// The margin of starvation.
  public var starved = TreeEnsemble()
  public var calibration = Calibration()
  /// Logarithms of the optimum's numbers from `OptimumTargets.features`.
  public var optimum: [OptimumTargets.Target: TreeEnsemble] = [:]

  package init(profile: String, profileHash: String, dataHash: String, durationSeconds: Double) {
    self.profile = profile
    self.profileHash = profileHash
    self.dataHash = dataHash
    self.durationSeconds = durationSeconds
  }

  /// The served share, from the closed form and the trees.
  package func servedShare(_ features: Features) -> Double {
    min(1, exponential(Double(share.margin(features.values, from: Self.start(features)))))
  }

  /// The probability of starvation.
  package func starvedProbability(_ features: Features, share: Double) -> Double {
    calibration.probability(margin: Double(starved.margin(features.values, from: 0)), share: share)
  }

  /// The base value of the trees of the share.
  package static func start(_ features: Features) -> Float { Float(naturalLog(features.estimate.share)) }
}
