import Core
import Paging
import Policies
import Traces
import Workbench

/// Under what conditions a cell is played, defaults filled in: all but the policy, the trace, the capacity and the
/// replicate.
public struct Conditions: Sendable, Equatable {
  /// How many requests; nil: a scenario's own length, or all of a trace.
  public var requests: Int?
  public var seed: UInt64 = 1
  public var shuffle = false
  public var profile: String?
  /// λ, utility for each second.
  public var price = 1.0
  public var host: String?
  public var whenFull = PagingConfiguration.NoVictim.bypass
  public var loading = LoadingMode.blocking
  /// GB/s, for overlapped loading.
  public var bandwidth = 24.8
  public var firstReads = PagingConfiguration.FirstReads.never
  public var jitter = 0.0
  /// Milliseconds for each output token.
  public var tokenTime = 0.0
  public var startEmpty = false

  public init() {}

  /// Makes the world of a trace at a capacity: its costs, and the paging model's choices.
  public func world(_ trace: Trace, gpu: Capacity) throws(Fault) -> Comparison.World {
    var paging = PagingConfiguration(
      adapters: trace.adapters, gpu: gpu,
      host: try host.map { (text: String) throws(Fault) in try CapacityText.parse(text) },
      latencies: try latencies(for: trace))
    if profile == nil {
      paging.pageInCosts =
        trace.pageInCosts.isEmpty ? trace.adapters.map { _ in price } : trace.pageInCosts.map { $0 * price }
    }
    paging.priceOfLatency = price
    paging.whenNoVictim = whenFull
    paging.loading =
      switch loading {
      case .blocking: .blocking
      case .requestOnly: .requestOnly
      case .overlapped: .overlapped(bytesPerSecond: bandwidth * 1e9)
      }
    paging.firstReads = firstReads
    paging.jitter = jitter
    paging.startsEmpty = startEmpty
    paging.traceName = trace.name
    return Comparison.World(trace: trace, paging: paging)
  }

  /// Sets what a cell has beyond its world.
  public func prepare(_ cell: inout Cell) {
    cell.secondsPerOutputToken = tokenTime / 1000
    cell.hostEvictor = Self.hostEvictor
  }

  /// The host tier's evictor: LRU, as vLLM has it.
  static let hostEvictor: @Sendable (Setting) throws(Fault) -> any Evictor = { (setting: Setting) throws(Fault) in
    LRU(setting)
  }

  /// Page-in latencies by the profile; none where the trace's own costs, or one for each page-in, are charged.
  private func latencies(for trace: Trace) throws(Fault) -> PageInLatencies {
    guard let profile else { return PageInLatencies() }
    if let unsized = trace.adapters.first(where: { $0.rank == nil && $0.sizeBytes <= 1 }) {
      throw Messages.adapterWithoutSize(unsized.name, in: trace.name, profile: profile)
    }
    return try PageInLatencies(
      Self.isFile(profile: profile) ? try Profile(file: profile) : try ShippedProfiles.named(profile),
      of: trace.adapters)
  }

  /// Whether a profile is a file's path and no shipped profile's name.
  public static func isFile(profile: String) -> Bool { profile.contains("/") || profile.hasSuffix(".profile") }
}

/// The requests that a load delays: the words of `--loading`.
public enum LoadingMode: String, CaseIterable, Sendable {
  case blocking
  case requestOnly = "request-only"
  case overlapped
}
