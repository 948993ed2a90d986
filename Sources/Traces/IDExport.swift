import Core

/// Writes the adapters that a trace's requests name as an id trace.
public enum IDExport {
  public enum Format: String, CaseIterable, Sendable {
    /// libCacheSim's records of 24 bytes, with computed next uses [libCacheSim].
    case oracleGeneral
    /// `time,obj_id,size`.
    case csv
  }

  /// Writes a file; returns what was lost, one sentence each.
  ///
  /// Ids are the adapters' names if all are whole numbers of 64 bits, else their indices. oracleGeneral holds whole
  /// seconds: fractions are cut off. A trace without times gets 0.
  public static func write(
    _ trace: Trace, as format: Format, to path: String, force: Bool = false
  ) throws(Fault) -> [String] {
    guard !trace.asked.isEmpty else { throw Messages.nothingAsked(trace.name, at: nil) }
    if let i = trace.asked.firstIndex(where: { $0 < 0 }) { throw Messages.nothingAsked(trace.name, at: i) }
    let (ids, hasNumbers) = ids(trace.adapters)
    var remarks: [String] = []
    if !hasNumbers { remarks.append("adapter names are not numbers: ids are their indices in adapters.csv") }
    if trace.timesSeconds.isEmpty { remarks.append("the trace has no times: every time is 0") }
    let sink = try FileSink(path, force: force)
    switch format {
    case .csv: try writeTable(trace, ids, to: sink)
    case .oracleGeneral:
      if trace.timesSeconds.contains(where: { $0 != $0.rounded(.down) }) {
        remarks.append("oracleGeneral holds whole seconds: fractions were cut off")
      }
      try writeRecords(trace, ids, to: sink)
    }
    try sink.finish()
    return remarks
  }

  private static func ids(_ adapters: [Adapter]) -> (ids: [UInt64], hasNumbers: Bool) {
    let numbers = adapters.compactMap { adapter in UInt64(adapter.name).flatMap { "\($0)" == adapter.name ? $0 : nil } }
    if numbers.count == adapters.count { return (numbers, true) }
    return (adapters.indices.map { UInt64($0) }, false)
  }

  private static func writeTable(_ trace: Trace, _ ids: [UInt64], to sink: FileSink) throws(Fault) {
    try sink.write("time,obj_id,size\n")
    for (i, asked) in trace.asked.enumerated() {
      let time = trace.timesSeconds.isEmpty ? 0 : trace.timesSeconds[i]
      let written = Int(exactly: time).map { String($0) } ?? "\(time)"
      try sink.write("\(written),\(ids[Int(asked)]),\(trace.adapters[Int(asked)].sizeBytes)\n")
    }
  }

  private static func writeRecords(_ trace: Trace, _ ids: [UInt64], to sink: FileSink) throws(Fault) {
    let nextUses = nextUses(trace.asked, adapterCount: trace.adapterCount)
    var record: [UInt8] = []
    for (i, asked) in trace.asked.enumerated() {
      let adapter = trace.adapters[Int(asked)]
      let time = trace.timesSeconds.isEmpty ? 0 : trace.timesSeconds[i]
      guard time <= Double(UInt32.max) else { throw Messages.timeBeyond32Bits(time, i, trace.name) }
      guard let size = UInt32(exactly: adapter.sizeBytes) else {
        throw Messages.sizeBeyond32Bits(adapter.sizeBytes, adapter.name, trace.name)
      }
      record.removeAll(keepingCapacity: true)
      append(UInt64(UInt32(time)), 4, to: &record)
      append(ids[Int(asked)], 8, to: &record)
      append(UInt64(size), 4, to: &record)
      append(UInt64(bitPattern: nextUses[i]), 8, to: &record)
      try sink.write(record)
    }
  }

  private static func append(_ word: UInt64, _ count: Int, to record: inout [UInt8]) {
    for byte in 0..<count { record.append(UInt8(truncatingIfNeeded: word >> UInt64(byte * 8))) }
  }

  /// The step of the next request for the same adapter, for each request; −1 if none follows.
  static func nextUses(_ asked: [Int32], adapterCount: Int) -> [Int64] {
    var next = [Int64](repeating: -1, count: adapterCount)
    var all = [Int64](repeating: -1, count: asked.count)
    for i in asked.indices.reversed() {
      all[i] = next[Int(asked[i])]
      next[Int(asked[i])] = Int64(i)
    }
    return all
  }
}
