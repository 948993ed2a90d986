import Core
import Paging
import Policies
import Traces
import Twin

// Uses of readers' results: a number that was read without a fault must not trap in later arithmetic.

/// Serves each adapter twice under LRU, with plans between.
func page(_ adapters: [Adapter], _ gpu: Capacity, _ latencies: PageInLatencies = .init()) throws(Fault) {
  var configuration = PagingConfiguration(adapters: adapters, gpu: gpu, latencies: latencies)
  if latencies == .init() { configuration.pageInCosts = adapters.map { _ in 1 } }
  let model = try PagingModel(configuration, environment: Seed(1))
  var evictor = LRU(
    Setting(
      adapterCount: adapters.count, adapters: adapters, capacity: gpu,
      footprints: adapters.map { gpu.footprint(ofBytes: $0.sizeBytes) }))
  try model.start(notifying: &evictor)
  for step in 0..<2 * min(adapters.count, 50) {
    _ = try model.serve(AdapterID(step % adapters.count), at: step, timeSeconds: nil, asking: &evictor)
  }
  _ = model.ledger.json(adapterNames: adapters.map(\.name)).text
}

/// Sends a trace's requests to a small server of the twin, if it has times and tokens.
func serve(_ trace: Trace) throws(Fault) {
  guard !trace.timesSeconds.isEmpty, !trace.promptTokens.isEmpty, !trace.outputTokens.isEmpty else { return }
  let workload = try Workload(trace: trace, adapterCount: nil, ranks: [8], durationSeconds: nil)
  try run(smallTwin, workload)
}

/// Simulates a workload on a server with at most two slots, for at most ten seconds, and reads all results.
func run(_ profile: TwinProfile, _ workload: Workload) throws(Fault) {
  var workload = workload
  workload.durationSeconds = min(10, workload.durationSeconds)
  let rank = workload.ranks.max() ?? 1
  let server = try profile.server(slots: min(2, workload.adapterCount), slotRank: rank)
  var twin = Twin(
    server: server, stepModel: profile.steps, latencies: profile.latencies(ranks: workload.ranks, slotRank: rank),
    workload: workload)
  twin.observation = profile.observation
  twin.keepsSums = true
  let run = try twin.run(seed: Seed(1))
  _ = (run.totalThroughput, run.penalisedFirstTokenSeconds, run.gauges.meanKVUse, run.tally.firstToken.quantile(0.99))
}

/// A server with little memory, so that requests are preempted and refused.
let smallTwin: TwinProfile = {
  do throws(Fault) {
    return try TwinProfile(text: FuzzedReader.smallProfile, file: "small.twin")
  } catch {
    fatalError(error.described)
  }
}()
