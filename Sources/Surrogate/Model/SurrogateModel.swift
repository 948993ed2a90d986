import Core
import Twin

/// What was learned from the data of one profile; docs/reference/surrogate-format.md has its file.
public struct SurrogateModel: Sendable, Equatable {
  /// The version of the form, and of what features mean.
  public static let version = 1

  /// The profile's name and the SHA-256 of its text; the SHA-256 of the data's file.
  public var profile: String
  public var profileHash: String
  public var dataHash: String
  /// Seconds of the runs.
  public var durationSeconds: Double
  /// How it was trained, and how well it did there: for readers.
  public var notes: [String] = []
  /// The logarithm of the served share: what these trees add to that of the closed form.
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

  /// The share that is served, from the closed form's and the trees'.
  package func servedShare(_ features: Features) -> Double {
    min(1, exponential(Double(share.margin(features.values, from: Self.start(features)))))
  }

  /// How likely starvation is.
  package func starvedProbability(_ features: Features, share: Double) -> Double {
    calibration.probability(margin: Double(starved.margin(features.values, from: 0)), share: share)
  }

  /// What the trees of the share are added to.
  package static func start(_ features: Features) -> Float { Float(naturalLog(features.estimate.share)) }
}
