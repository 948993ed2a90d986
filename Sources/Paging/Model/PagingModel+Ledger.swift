import Core

extension PagingModel {
  /// The counts so far. O(N).
  public var ledger: Ledger {
    var ledger = totals
    ledger.adapters.reserveCapacity(adapterCount)
    for index in 0..<adapterCount {
      let record = records[index]
      let stay = record.gpu.requests + (gpu.contains(AdapterID(index)) ? served - record.gpu.since : 0)
      ledger.gpu.hits += record.hits
      ledger.adapters.append(
        Ledger.AdapterCounts(
          requests: record.hits + record.misses, hits: record.hits, longestWaitSeconds: record.longestWaitSeconds,
          shareOfResidency: served == 0 ? 0 : Double(stay) / Double(served)))
    }
    return ledger
  }
}
