import Core
import Paging
import Policies
import Traces
import Workbench

/// Under what conditions a cell is played, defaults filled in: all but the policy, the trace, the capacity and the
/// replicate.
struct Conditions: Sendable, Equatable {
  /// How many requests; nil: a scenario's own length, or all of a trace.
  var requests: Int?
  var seed: UInt64 = 1
  var shuffle = false
  var profile: String?
  /// λ, utility for each second.
  var price = 1.0
  var host: String?
  var whenFull = PagingConfiguration.NoVictim.bypass
  var loading = LoadingOption.blocking
  /// GB/s, for overlapped loading.
  var bandwidth = 24.8
  var firstReads = PagingConfiguration.FirstReads.never
  var jitter = 0.0
  /// Milliseconds for each output token.
  var tokenTime = 0.0
  var startEmpty = false

  /// Makes the world of a trace at a capacity: its costs, and the paging model's choices.
  func world(_ trace: Trace, gpu: Capacity) throws(Fault) -> Comparison.World {
    var paging = PagingConfiguration(
      adapters: trace.adapters, gpu: gpu,
      host: try host.map { (text: String) throws(Fault) in try CapacityOption.parse(text) },
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
  func prepare(_ cell: inout Cell) {
    cell.secondsPerOutputToken = tokenTime / 1000
    cell.hostEvictor = Self.hostEvictor
  }

  /// The host tier's evictor: LRU, as vLLM has it.
  static let hostEvictor: @Sendable (Setting) throws(Fault) -> any Evictor = { (setting: Setting) throws(Fault) in
    try Shelf.evictors.first { $0.card.name == "lru" }!.start(setting)
  }

  /// Page-in latencies by the profile; none where the trace's own costs, or one for each page-in, are charged.
  private func latencies(for trace: Trace) throws(Fault) -> PageInLatencies {
    guard let profile else { return PageInLatencies() }
    if let unsized = trace.adapters.first(where: { $0.rank == nil && $0.sizeBytes <= 1 }) {
      throw CommandMessages.adapterWithoutSize(unsized.name, in: trace.name, profile: profile)
    }
    return try PageInLatencies(
      Self.isFile(profile: profile) ? try Profile(file: profile) : try ShippedProfiles.named(profile),
      of: trace.adapters)
  }

  /// Whether a profile is a file's path and no shipped profile's name.
  static func isFile(profile: String) -> Bool { profile.contains("/") || profile.hasSuffix(".profile") }
}

/// What is played on, as it was named.
enum TraceSource: Sendable, Equatable {
  case scenario(Spelling)
  case file(String)

  /// The trace of a replicate: a scenario draws a new one, a file is read, and with `shuffle` put in a new order.
  ///
  /// - Parameter capacity: what the GPU holds; only orders made against a cache of that size look at it.
  func trace(_ conditions: Conditions, replicate: Int, capacity: Capacity?) throws(Fault) -> Trace {
    switch self {
    case .scenario(let spelling):
      let scenario = try ScenarioShelf.find(spelling.name)
      var trace = try scenario.trace(
        requests: conditions.requests, capacity: capacity?.unit == .slots ? capacity?.amount : nil,
        seed: Cell.environment(seed: Seed(conditions.seed), traceName: scenario.name, replicate: replicate),
        given: spelling.arguments)
      trace.name = spelling.described
      return trace
    case .file(let path):
      return try Self.played(try TraceLoader.load(path: path), conditions, replicate: replicate)
    }
  }

  /// A trace that was read, as a replicate plays it.
  static func played(_ loaded: Trace, _ conditions: Conditions, replicate: Int) throws(Fault) -> Trace {
    var trace = loaded
    if conditions.shuffle {
      trace = loaded.shuffled(
        Cell.environment(seed: Seed(conditions.seed), traceName: loaded.name, replicate: replicate)
          .derived("shuffle"))
    }
    guard let requests = conditions.requests else { return trace }
    guard requests <= trace.requestCount else {
      throw CommandMessages.tooManyRequests(requests, in: trace.name, has: trace.requestCount)
    }
    return trace.prefix(requests)
  }

  /// Where none is named: the scenario's own, or a quarter of the adapters.
  func standardCapacity(adapterCount: Int) throws(Fault) -> Capacity {
    switch self {
    case .scenario(let spelling): Capacity(try ScenarioShelf.find(spelling.name).standardCapacity)
    case .file: Capacity(max(1, (adapterCount + 3) / 4))
    }
  }
}
