import Core
import Twin

/// The data of a surrogate for its models.
public struct TrainingSet: Sendable {
  /// One simulated configuration.
  public struct Example: Sendable {
    public var row: SweepRow
    public var features: Features
    /// Cross-validation keeps a group together: all walks of a triple of rates, or one mix.
    public var group: String
    /// Whether it is of a measured triple: used for scores, never for training.
    public var isHeldOut: Bool
    /// The served share of arrivals; see `SweepRow.servedShare`.
    public var share: Double

    /// Whether a tenth or more of the arrivals was not served: without the noise of the number of arrivals.
    public var isStarved: Bool { share < 0.9 }
  }

  public let surrogate: Surrogate
  public var examples: [Example] = []
  /// SHA-256 of the file.
  public let hash: String

  /// Reads a table of `surrogate data`; throws a fault for another profile.
  public init(path: String, profile: TwinProfile) throws(Fault) {
    try self.init(try wholeFile(path), file: path, profile: profile)
  }

  init(_ bytes: [UInt8], file: String, profile: TwinProfile) throws(Fault) {
    surrogate = Surrogate(estimating: profile)
    hash = Surrogate.hash(of: bytes)
    let table = try SweepTable(bytes, file: file, profile: Sweep.mark(of: profile))
    examples.reserveCapacity(table.rows.count)
    for (number, row) in table.rows.enumerated() {
      let configuration = row.configuration
      guard let features = surrogate.features(of: try configuration.load(), slots: configuration.slots) else {
        throw Messages.neverStarted(Fault.Place(file: file, line: number + 2))
      }
      let isWalk = row.arrivals == "client"
      examples.append(
        Example(
          row: row, features: features, group: isWalk ? "\(configuration.rates)" : "mix-\(row.unit)-\(number)",
          isHeldOut: isWalk && Design.measured.contains(configuration.rates),
          share: try row.servedShare(durationSeconds: surrogate.durationSeconds)))
    }
  }
}
