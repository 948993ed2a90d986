import ArgumentParser
import Core
import Policies
import Traces
import Twin
import Workbench

/// A server of the twin and its workload, as flags.
struct TwinRunOptions: ParsableArguments {
  @Option(help: "A model (llama-3.1-8b, qwen-2.5-7b), a shipped profile, or a file of your own (mine.twin).")
  var model: String

  @Option(name: [.customShort("n"), .long], help: "The number of adapters (default: those in --trace).")
  var adapters: Int?

  @Option(parsing: .unconditional, help: "Requests per second, given to the adapters in turn: 0.4,0.1.")
  var rates: NumberList?

  @Option(help: "LoRA ranks, given to the adapters in turn: 8,16.")
  var ranks: RankList

  @Option(help: "Adapter slots on the GPU (default: as many as adapters).")
  var slots: Int?

  @Option(help: "The rank that slots are padded to (default: the highest).")
  var slotRank: Int?

  @Option(help: ArgumentHelp("How long clients send.", valueName: "seconds"))
  var duration: Double?

  @Option(help: "poisson, gamma(CV), diurnal(SWING[,SECONDS]), or client (as drawn by the measured runs' client).")
  var arrivals = TwinArrivals(law: .poisson)

  @Option(name: [.short, .long], help: "Requests of a trace with times and tokens, instead of --rates.")
  var trace: String?

  @Option(help: "Mean prompt tokens of drawn requests (default: the profile's).")
  var meanInput: Double?

  @Option(help: "Mean requested output tokens of drawn requests (default: the profile's).")
  var meanOutput: Double?

  @Option(help: "dealt (every 256 requests distributed as evenly as the pool), or drawn (independently).")
  var lengths: Workload.LengthDrawing = .dealt

  @OptionGroup var hooks: TwinHookOptions

  @Option(help: "What a page-in delays: blocking (the start of the step), or overlapped (the end of the step).")
  var loading: ServerSettings.Loading = .blocking

  @Option(help: "Adapters that fit into host memory (default: all, preloaded).")
  var hostSlots: Int?
}

extension ServerSettings.Loading: ExpressibleByArgument {}

extension TwinRunOptions {
  func validate() throws {
    guard (rates == nil) != (trace == nil) else { throw ValidationError("give --rates or --trace, one of the two.") }
    if rates != nil, adapters == nil { throw ValidationError("--rates goes with --adapters.") }
    for (flag, value) in [("--adapters", adapters), ("--slots", slots), ("--host-slots", hostSlots)] {
      try requireFlag(flag, value, in: 1...100_000)
    }
    try requireFlag("--slot-rank", slotRank, in: Bounds.rank)
    try rates?.validate()
    try requireFlag("--mean-input", meanInput, in: 4...1020)
    try requireFlag("--mean-output", meanOutput, in: 4...1020)
    try requireFlag("--duration", duration, in: 0.001...1e7)
  }

  /// The twin with these flags.
  func twin(seed: Seed) throws(Fault) -> Twin {
    let profile = try ShippedTwinProfiles.named(model)
    let workload = try workload(profile, outputShare: profile.outputShare, seed: seed)
    let slotRank = slotRank ?? workload.ranks.max() ?? 1
    let slotCount = slots ?? workload.adapterCount
    var server = try profile.server(slots: slotCount, slotRank: slotRank)
    server.loading = loading
    server.hostSlots = hostSlots
    server.victims = hooks.allowedVictims
    var twin = Twin(
      server: server, stepModel: profile.steps,
      latencies: profile.latencies(ranks: workload.ranks, slotRank: slotRank), workload: workload)
    twin.observation = profile.observation
    try hooks.place(in: &twin)
    return twin
  }

  /// The workload; the share `outputShare` of the requested output tokens is generated.
  func workload(_ profile: TwinProfile, outputShare: Double, seed: Seed) throws(Fault) -> Workload {
    if let trace {
      return try Workload(
        trace: try TraceLoader.load(path: trace), adapterCount: adapters, ranks: ranks.ranks, durationSeconds: duration)
    }
    let count = adapters!
    let values = rates!.values
    var workload = Workload(
      rates: arrivals.law == nil
        ? Workload.dealtByClient(values, to: count, seed: 0)
        : Workload.dealt(values, to: count, seed: seed.derived("rates")),
      ranks: Workload.dealt(ranks.ranks, to: count, seed: seed.derived("ranks")),
      lengths: LengthShape.shareGPT(correlation: profile.lengthCorrelation)
        .pool(
          meanInput: meanInput ?? profile.meanLengths.input,
          meanOutput: (meanOutput ?? profile.meanLengths.output) * outputShare),
      durationSeconds: duration ?? 3600)
    workload.outputShare = outputShare
    workload.lengthDrawing = lengths
    workload.arrivals = arrivals.law ?? .client(seed: 0)
    return workload
  }
}
