import Core

/// The load of one adapter for a surrogate: its rank, and its requests.
public struct AdapterLoad: Sendable, Equatable {
  /// LoRA rank.
  public let rank: Int
  /// Requests per second.
  public let rate: Double
  /// Mean tokens of its prompts, and of the requested outputs.
  public let meanInput: Double
  public let meanOutput: Double

  /// The allowed ranges of an adapter's load.
  public static let ranks = 1...4096
  public static let rates = 0.0...10_000
  public static let means = 1.0...2040

  /// The experiments' pool of prompts [AgulloLopez2025].
  public static let standardMeans = (input: 222.7, output: 196.2)

  /// Throws a fault for values outside `ranks`, `rates` and `means`, and for NaN.
  public init(
    rank: Int, rate: Double, meanInput: Double = standardMeans.input, meanOutput: Double = standardMeans.output
  ) throws(Fault) {
    guard Self.ranks.contains(rank) else { throw Messages.badRank(rank) }
    guard Self.rates.contains(rate) else { throw Messages.badNumber("rate", rate, "requests per second, 0 to 10000") }
    for (name, mean) in [("mean input", meanInput), ("mean output", meanOutput)] where !Self.means.contains(mean) {
      throw Messages.badNumber(name, mean, "tokens from 1 to 2040")
    }
    self.rank = rank
    self.rate = rate
    self.meanInput = meanInput
    self.meanOutput = meanOutput
  }
}
