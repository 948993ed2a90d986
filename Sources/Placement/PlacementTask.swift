import Core
import Surrogate
import Twin

/// The adapters to place, the GPUs, and the criterion of being served.
public struct PlacementTask: Sendable {
  /// The objective of a plan.
  public enum Objective: String, Sendable, CaseIterable {
    /// The fewest GPUs.
    case gpus
    /// The lowest mean time of a request, on a given number of GPUs.
    case latency
  }

  /// The A_max grid: the numbers of slots to try. [AgulloLopez2026] publishes none; ours is the experiments' grid plus
  /// 24, 48 and 80.
  public static let slotGrid = [8, 16, 24, 32, 48, 64, 80, 96, 128, 160, 192, 256, 320, 384]

  public var profile: TwinProfile
  public var table: DemandTable
  public var objective = Objective.gpus
  /// The number of available GPUs; nil for no limit.
  public var gpuLimit: Int?
  public var durationSeconds = 3600.0
  /// A GPU that serves a smaller share of the requested tokens is starved [AgulloLopez2025].
  public var leastShare = 0.9
  /// The extra share that a GPU of a plan must serve, so that it also holds for other requests. Our choice: with other
  /// seeds the share varies by about 0.5 points.
  public var margin = 0.01
  public var seed = Seed(1)
  /// How many GPUs are simulated at a time; no result depends on it.
  public var jobs = 1

  public init(profile: TwinProfile, table: DemandTable) {
    self.profile = profile
    self.table = table
  }

  /// The share that each GPU of a plan must serve.
  var planShare: Double { min(leastShare + margin, 1) }

  public var demands: [AdapterDemand] { table.adapters }

  /// The most adapters, and copies in all: the sums of their loads, at most 10⁴ requests of 2040 tokens per second
  /// each, fit into 64 bits.
  static let mostPieces = 100_000
  static let mostRequests = 20_000_000

  /// Throws a fault if the task is too large to simulate.
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
