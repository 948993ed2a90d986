import ArgumentParser
import Core
import Paging
import Policies
import Traces
import Workbench

/// What to run on: the same flags with the same names and defaults wherever a cell is played.
struct WorldOptions: ParsableArguments {
  @Option(name: [.short, .long], help: "A trace: a folder in our form, or a file that 'trace info' knows.")
  var trace: String?

  @Option(
    help: ArgumentHelp(
      "A generated trace with known utilities: edge-15, or edge-15(noise=0.2); 'list' names them.",
      valueName: "name"))
  var scenario: String?

  @Option(
    name: [.customShort("n"), .long],
    help: "Requests: the length of a scenario, or how many of a trace to play (default: the scenario's, or all).")
  var requests: Int?

  @Option(
    name: [.customShort("k"), .long],
    help:
      "What the GPU holds: 4 (slots), 512MiB (bytes) or 256x2MiB (pages) (default: the scenario's, or a quarter of the adapters)."
  )
  var capacity: String?

  @Option(name: [.short, .long], help: "The root of all randomness.")
  var seed: UInt64 = 1

  @Flag(help: "Put a trace's requests in a random order, another one for each replicate.")
  var shuffle = false

  @Option(help: "Where page-in latencies come from: a profile's name or file; 'profile show' names them.")
  var profile: String?

  @Option(help: ArgumentHelp("λ: what a second of page-in latency costs, in utility.", valueName: "utility/s"))
  var price: Double = 1

  @Option(help: "A host tier of this capacity between storage and GPU, with LRU.")
  var host: String?

  @Option(help: "What happens when room is needed and nobody may leave: wait, bypass or error.")
  var whenFull: PagingConfiguration.NoVictim = .bypass

  @Option(help: "Whom a load holds up: blocking, request-only, or overlapped with --bandwidth.")
  var loading: LoadingOption = .blocking

  @Option(help: ArgumentHelp("Bandwidth of the transfer queue, for --loading overlapped.", valueName: "GB/s"))
  var bandwidth: Double = 24.8

  @Option(help: "Which reads from storage pay a profile's first-read penalty: never, each-adapter or once.")
  var firstReads: PagingConfiguration.FirstReads = .never

  @Option(help: "Coefficient of variation of log-normal jitter on each load.")
  var jitter: Double = 0

  @Option(help: ArgumentHelp("How long a request holds its adapter, for each output token.", valueName: "ms"))
  var tokenTime: Double = 0

  @Flag(help: "Start with an empty GPU instead of the first adapters that fit.")
  var startEmpty = false
}

enum LoadingOption: String, ExpressibleByArgument, CaseIterable {
  case blocking
  case requestOnly = "request-only"
  case overlapped
}

extension PagingConfiguration.NoVictim: ExpressibleByArgument {}
extension PagingConfiguration.FirstReads: ExpressibleByArgument {}

extension WorldOptions {
  func validate() throws {
    if let requests, requests < 1 { throw ValidationError("--requests is \(requests); expected 1 or more.") }
    for (flag, value) in [("--price", price), ("--jitter", jitter), ("--token-time", tokenTime)] {
      guard value.isFinite, value >= 0 else {
        throw ValidationError("\(flag) is \(value); expected a finite number, 0 or more.")
      }
    }
    guard bandwidth.isFinite, bandwidth > 0 else {
      throw ValidationError("--bandwidth is \(bandwidth); expected a finite number above 0.")
    }
  }

  /// Makes the world of a replicate: the trace, its costs, and the paging model's choices.
  func world(replicate: Int) throws(Fault) -> Comparison.World {
    let trace = try trace(replicate: replicate)
    var paging = PagingConfiguration(
      adapters: trace.adapters, gpu: try gpuCapacity(for: trace), host: try hostCapacity(),
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

  private func hostCapacity() throws(Fault) -> Capacity? {
    guard let host else { return nil }
    return try CapacityOption.parse(host)
  }

  /// The trace of a replicate: a scenario draws a new one, a file is read, and with `--shuffle` put in a new order.
  private func trace(replicate: Int) throws(Fault) -> Trace {
    guard (trace == nil) != (scenario == nil) else {
      throw CommandMessages.needsOneWorld(trace == nil ? [] : ["--trace", "--scenario"])
    }
    if let scenario { return try drawn(scenario, replicate: replicate) }
    var loaded = try TraceLoader.load(path: trace!)
    if shuffle {
      loaded = loaded.shuffled(
        Cell.environment(seed: Seed(seed), traceName: loaded.name, replicate: replicate).derived("shuffle"))
    }
    guard let requests else { return loaded }
    guard requests <= loaded.requestCount else {
      throw CommandMessages.tooManyRequests(requests, in: loaded.name, has: loaded.requestCount)
    }
    return loaded.prefix(requests)
  }

  /// The scenario's trace; parameters in its spelling change only the draws that they speak of.
  private func drawn(_ text: String, replicate: Int) throws(Fault) -> Trace {
    let spelling = try Spelling(text)
    let scenario = try ScenarioShelf.find(spelling.name)
    let gpu = try capacity.map { (text) throws(Fault) in try CapacityOption.parse(text) }
    var trace = try scenario.trace(
      requests: requests, capacity: gpu?.unit == .slots ? gpu?.amount : nil,
      seed: Cell.environment(seed: Seed(seed), traceName: scenario.name, replicate: replicate),
      given: spelling.arguments)
    trace.name = spelling.described
    return trace
  }

  /// Page-in latencies by the profile; none where the trace's own costs, or one for each page-in, are charged.
  private func latencies(for trace: Trace) throws(Fault) -> PageInLatencies {
    guard let profile else { return PageInLatencies() }
    if let unsized = trace.adapters.first(where: { $0.rank == nil && $0.sizeBytes <= 1 }) {
      throw CommandMessages.adapterWithoutSize(unsized.name, in: trace.name, profile: profile)
    }
    let isFile = profile.contains("/") || profile.hasSuffix(".profile")
    return try PageInLatencies(
      isFile ? try Profile(file: profile) : try ShippedProfiles.named(profile), of: trace.adapters)
  }

  private func gpuCapacity(for trace: Trace) throws(Fault) -> Capacity {
    guard let capacity else {
      if let scenario { return Capacity(try ScenarioShelf.find(try Spelling(scenario).name).standardCapacity) }
      return Capacity(max(1, (trace.adapterCount + 3) / 4))
    }
    return try CapacityOption.parse(capacity)
  }
}
