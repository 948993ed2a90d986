import ArgumentParser
import Core
import Paging
import Tournaments

/// Flags for the conditions of cells: the same names, defaults and help in all commands.
struct ConditionOptions: ParsableArguments {
  @Option(
    name: [.customShort("n"), .long],
    help: "Requests: the length of a scenario, or how many of a trace to use (default: the scenario's, or all).")
  var requests: Int?

  @Option(name: [.short, .long], help: "The root of all randomness (default: 1).")
  var seed: UInt64?

  @Flag(help: "Put a trace's requests in a random order, different for each replicate.")
  var shuffle = false

  @Option(help: "The source of page-in latencies: a profile's name or file; 'profile show' lists them.")
  var profile: String?

  @Option(
    help: ArgumentHelp(
      "λ: the cost of a second of page-in latency, in utility (default: 1).", valueName: "utility/s"))
  var price: Double?

  @Option(help: "A host tier of this capacity between storage and GPU, with LRU.")
  var host: String?

  @Option(help: "If capacity is needed and no adapter may leave: wait, bypass or error (default: bypass).")
  var whenFull: PagingConfiguration.NoVictim?

  @Option(help: "What a load delays: blocking (all), request-only, or overlapped with --bandwidth (default: blocking).")
  var loading: LoadingMode?

  @Option(
    help: ArgumentHelp(
      "Bandwidth of the transfer queue, for --loading overlapped (default: 24.8).", valueName: "GB/s"))
  var bandwidth: Double?

  @Option(
    help: "Which reads from storage pay a profile's first-read penalty: never, each-adapter or once (default: never).")
  var firstReads: PagingConfiguration.FirstReads?

  @Option(help: "Coefficient of variation of log-normal jitter on each load (default: 0).")
  var jitter: Double?

  @Option(
    help: ArgumentHelp("How long a request uses its adapter, per output token (default: 0).", valueName: "ms"))
  var tokenTime: Double?

  @Flag(help: "Start with an empty GPU instead of the first adapters that fit.")
  var startEmpty = false
}

extension LoadingMode: ExpressibleByArgument {}
extension PagingConfiguration.NoVictim: ExpressibleByArgument {}
extension PagingConfiguration.FirstReads: ExpressibleByArgument {}

extension ConditionOptions {
  func validate() throws {
    try requireFlag("--requests", requests, in: Bounds.requests)
    try requireFlag("--price", price, in: Bounds.price)
    try requireFlag("--jitter", jitter, in: Bounds.jitter)
    try requireFlag("--token-time", tokenTime, in: Bounds.millis)
    try requireFlag("--bandwidth", bandwidth, in: Bounds.bandwidth)
  }

  /// The conditions, with defaults for missing flags.
  var conditions: Conditions {
    var conditions = Conditions()
    lay(over: &conditions)
    return conditions
  }

  /// Overrides `conditions` with the given flags.
  func lay(over conditions: inout Conditions) {
    conditions.requests = requests ?? conditions.requests
    conditions.seed = seed ?? conditions.seed
    conditions.shuffle = shuffle || conditions.shuffle
    conditions.profile = profile ?? conditions.profile
    conditions.price = price ?? conditions.price
    conditions.host = host ?? conditions.host
    conditions.whenFull = whenFull ?? conditions.whenFull
    conditions.loading = loading ?? conditions.loading
    conditions.bandwidth = bandwidth ?? conditions.bandwidth
    conditions.firstReads = firstReads ?? conditions.firstReads
    conditions.jitter = jitter ?? conditions.jitter
    conditions.tokenTime = tokenTime ?? conditions.tokenTime
    conditions.startEmpty = startEmpty || conditions.startEmpty
  }
}
