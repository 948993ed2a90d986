import Core
import Paging

extension TwinRun {
  /// The joint result of replicas: counts and times are joined, gauges added.
  ///
  /// Counts of adapters, and the ledger's counts of them and of the GPU tier, are sums; decisions stay with the
  /// replicas.
  init(joining runs: [TwinRun], idealThroughput: Double) {
    self = runs[0]
    for run in runs.dropFirst() {
      tally.add(run.tally)
      ledger.gpu.add(run.ledger.gpu)
      for adapter in ledger.adapters.indices {
        ledger.adapters[adapter].requests += run.ledger.adapters[adapter].requests
        ledger.adapters[adapter].hits += run.ledger.adapters[adapter].hits
      }
      chunks.add(run.chunks)
      for term in stepSums.indices { stepSums[term] += run.stepSums[term] }
      open += run.open
    }
    gauges = Gauges(joining: runs.map(\.gauges))
    decisions = []
    self.idealThroughput = idealThroughput
    chunkShare = Self.mean(runs.map { ($0.chunkShare, $0.tally.betweenTokens.weight) }) ?? 1
    firstTokenDelaySeconds = Self.mean(runs.map { ($0.firstTokenDelaySeconds, Double($0.tally.finished)) }) ?? 0
    replicas = runs
  }

  private static func mean(_ values: [(value: Double, weight: Double)]) -> Double? {
    if values.count == 1 { return values[0].value }
    let weight = values.reduce(0) { $0 + $1.weight }
    return weight > 0 ? values.reduce(0) { $0 + $1.value * $1.weight } / weight : nil
  }
}

extension Ledger.TierCounts {
  fileprivate mutating func add(_ other: Self) {
    hits += other.hits
    delayedHits += other.delayedHits
    firstTouchMisses += other.firstTouchMisses
    capacityMisses += other.capacityMisses
    pageIns += other.pageIns
    bypasses += other.bypasses
    planLoads += other.planLoads
    victimEvictions += other.victimEvictions
    planEvictions += other.planEvictions
    hostEvictions += other.hostEvictions
    bytesMoved += other.bytesMoved
    stallSeconds += other.stallSeconds
    thrash += other.thrash
  }
}

extension Tally {
  /// Adds the counts of another server.
  fileprivate mutating func add(_ other: Tally) {
    arrived += other.arrived
    refused += other.refused
    failed += other.failed
    finished += other.finished
    inputTokens += other.inputTokens
    outputTokens += other.outputTokens
    promptTokensComputed += other.promptTokensComputed
    tokensGenerated += other.tokensGenerated
    tokensRecomputed += other.tokensRecomputed
    preemptions += other.preemptions
    steps += other.steps
    busySeconds += other.busySeconds
    stallSeconds += other.stallSeconds
    firstToken.add(other.firstToken)
    perOutputToken.add(other.perOutputToken)
    betweenTokens.add(other.betweenTokens)
    for adapter in adapters.indices { adapters[adapter].add(other.adapters[adapter]) }
  }
}

extension Tally.AdapterCounts {
  fileprivate mutating func add(_ other: Self) {
    arrived += other.arrived
    failed += other.failed
    finished += other.finished
    tokensAsked += other.tokensAsked
    inputTokens += other.inputTokens
    outputTokens += other.outputTokens
    preemptions += other.preemptions
    firstTokenSeconds += other.firstTokenSeconds
    perOutputTokenSeconds += other.perOutputTokenSeconds
    paced += other.paced
    longestWaitSeconds = max(longestWaitSeconds, other.longestWaitSeconds)
  }
}
