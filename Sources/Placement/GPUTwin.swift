import Core
import Twin

/// Simulates one GPU with its adapters in the twin.
struct GPUTwin: Sendable {
  private let profile: TwinProfile
  private let durationSeconds: Double
  private let items: [Item]
  /// The requests of each item.
  private let requests: [ItemRequests]
  private let lengths: LengthPool
  private let seed: Seed

  init(_ task: PlacementTask, items: [Item]) {
    profile = task.profile
    durationSeconds = task.durationSeconds
    self.items = items
    seed = task.seed.derived("twin")
    let pool = ItemRequests.pool(of: task.profile)
    lengths = pool
    requests = items.map {
      ItemRequests(
        $0, name: task.demands[$0.adapter].name, profile: task.profile, pool: pool,
        durationSeconds: task.durationSeconds, seed: task.seed)
    }
  }

  /// The result of these items, by index, with that many slots; nil if the server does not start.
  func verdict(of gpu: [Int], slots: Int) throws(Fault) -> Verdict? {
    let ranks = gpu.map { items[$0].rank }
    let slotRank = ranks.max() ?? 0
    guard slots >= 1, slots <= gpu.count else { return nil }
    guard case .fits = profile.memory.verdict(slots: slots, slotRank: slotRank) else { return nil }
    let mine = gpu.map { requests[$0] }
    let merged = ItemRequests.merged(mine)
    guard !merged.isEmpty else { return .silent }
    var workload = Workload(
      rates: gpu.map { items[$0].rate }, ranks: ranks, lengths: lengths, durationSeconds: durationSeconds)
    workload.recorded = merged
    let twin = Twin(
      server: try profile.server(slots: slots, slotRank: slotRank), stepModel: profile.steps,
      latencies: profile.latencies(ranks: ranks, slotRank: slotRank), workload: workload)
    return verdict(try twin.run(seed: seed), asked: mine.map(\.tokens))
  }

  private func verdict(_ run: TwinRun, asked: [Double]) -> Verdict {
    let served = zip(run.tally.adapters, asked).compactMap { counts, asked in
      asked > 0 ? (Double(counts.inputTokens) + Double(counts.outputTokens) / profile.outputShare) / asked : nil
    }
    let finished = Double(max(1, run.tally.finished))
    let first = run.tally.firstToken.mean ?? 0
    return Verdict(
      asked: asked.reduce(0, +) / durationSeconds, throughput: run.totalThroughput, leastServed: served.min() ?? 1,
      firstTokenSeconds: first, tokenSeconds: run.tally.perOutputToken.mean ?? 0, finished: run.tally.finished,
      requestSeconds: first + run.tally.betweenTokens.sum / finished, running: run.gauges.meanRunning,
      waiting: run.gauges.meanWaiting, kvUse: run.gauges.meanKVUse, loads: run.loads)
  }
}
