import Core

extension BatchPlayer {
  /// Simulates a configuration that starts, with the published twin.
  ///
  /// In it outputs never end early, so lengths are the requested ones. The queue's cap is the row's longest queue; if
  /// the row has none, the cap of the published runs that drew their own arrivals.
  func playPublished(
    _ row: BatchRow, profile index: Int, kvTokens: Int, faults: Set<AgulloFault>
  ) throws(Fault) -> Outcome {
    let profile = profiles[index]
    let lengths = shapes[index].pool(
      meanInput: row.meanInput ?? profile.meanLengths.input, meanOutput: row.meanOutput ?? profile.meanLengths.output)
    var twin = AgulloTwin(
      predictors: try .named(profile.model), slots: row.slots, slotRank: row.slotRank, kvTokens: kvTokens,
      workload: workload(of: row, lengths: lengths))
    twin.queueCap = row.longestQueue ?? AgulloTwin.usualCap
    twin.faults = faults
    twin.countsArrivals = false
    var runs: [AgulloRun] = []
    for replicate in 0..<replicates { runs.append(try twin.run(seed: seed.derived("replicate", "\(replicate)"))) }
    return .published(runs, idealThroughput: twin.workload.idealThroughput)
  }
}
