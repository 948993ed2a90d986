import Core
import Twin

/// The data of a surrogate as its models are told them.
public struct TrainingSet: Sendable {
  /// One played configuration.
  public struct Example: Sendable {
    public var row: SweepRow
    public var features: Features
    /// Cross-validation keeps a group together: all walks of a triple of rates, or one mix.
    public var group: String
    /// Of a triple that was measured: scored on, and never learned from.
    public var isHeldOut: Bool
    /// What was served of what came; see `SweepRow.servedShare`.
    public var share: Double

    /// Whether a tenth or more of what came was not served: the rule without the luck of how many requests came.
    public var isStarved: Bool { share < 0.9 }
  }

  public let surrogate: Surrogate
  public var examples: [Example] = []
  /// SHA-256 of the file.
  public let hash: String

  /// Reads a table of `surrogate data`; refuses one of another profile.
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
