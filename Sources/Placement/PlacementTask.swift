import Core
import Surrogate
import Twin

/// What is to be placed, on which GPUs, and what counts as served.
public struct PlacementTask: Sendable {
  /// What a plan should be best in.
  public enum Objective: String, Sendable, CaseIterable {
    /// The fewest GPUs.
    case gpus
    /// The least mean time of a request, on a given number of GPUs.
    case latency
  }

  /// The A_max grid: numbers of slots that are tried. [AgulloLopez2026] publishes none; ours is the experiments' with 24, 48
  /// and 80 in between.
  public static let slotGrid = [8, 16, 24, 32, 48, 64, 80, 96, 128, 160, 192, 256, 320, 384]

  public var profile: TwinProfile
  public var table: DemandTable
  public var objective = Objective.gpus
  /// The most GPUs that there are; nil for as many as it takes.
  public var gpuLimit: Int?
  public var durationSeconds = 3600.0
  /// A GPU that serves less of what is asked for is starved [AgulloLopez2025].
  public var leastShare = 0.9
  /// What a GPU of a plan serves beyond that, so that it does with other requests too. Our choice: on other seeds the share
  /// is off by some 0.5 points.
  public var margin = 0.01
  public var seed = Seed(1)
  /// How many GPUs are played at a time; no result depends on it.
  public var jobs = 1

  public init(profile: TwinProfile, table: DemandTable) {
    self.profile = profile
    self.table = table
  }

  /// What each GPU of a plan must serve.
  var planShare: Double { min(leastShare + margin, 1) }

  public var demands: [AdapterDemand] { table.adapters }

  /// Adapters, and copies of them in all: their load summaries, 10⁴ requests of 2040 tokens each second at most for each,
  /// sum in 64 bits.
  static let mostPieces = 100_000
  static let mostRequests = 20_000_000

  /// Refuses what is too much to be played.
  func validate() throws(Fault) {
    if demands.count > Self.mostPieces { throw Messages.tooManyAdapters(Self.mostPieces, place(Self.mostPieces)) }
    let rate = demands.reduce(0) { $0 + $1.rate }
    guard rate * durationSeconds <= Double(Self.mostRequests) else {
      throw Messages.tooManyRequests(rate, durationSeconds, most: Self.mostRequests, table.file)
    }
  }

  /// The place of an adapter's row, for messages.
  func place(_ adapter: Int) -> Fault.Place {
    Fault.Place(file: table.file, line: table.lines[adapter] > 0 ? table.lines[adapter] : nil)
  }
}
