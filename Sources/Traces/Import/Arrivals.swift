import Core

/// Requests of an imported file, in order of arrival.
public struct Arrivals: Sendable {
  public private(set) var all: [Arrival] = []
  public private(set) var notes: ReadingNotes

  /// The default limit of requests; each takes about 80 bytes.
  public static let ceiling = 10_000_000
  /// The largest limit that can be set; each request takes about 100 bytes of memory.
  public static let most = 100_000_000

  /// Reads to the end of the file, or to `limit` requests; without a limit, a file with more requests than the ceiling
  /// is refused.
  ///
  /// Requests that do not ascend in time are sorted by it, equal times in the file's order, and counted in the notes.
  ///
  /// - Complexity: O(n), or O(n log n) if a sort is needed.
  public init(_ reader: any ArrivalReader, limit: Int? = nil, file: String, ceiling: Int = ceiling) throws(Fault) {
    var descents = 0
    while all.count < limit ?? Int.max, let arrival = try reader.next() {
      if let last = all.last?.timeSeconds, let time = arrival.timeSeconds, time < last { descents += 1 }
      all.append(arrival)
      if limit == nil, all.count > ceiling { throw Messages.tooManyRequests(ceiling, file) }
    }
    notes = reader.notes
    if all.isEmpty { throw Messages.noRows(file) }
    if descents > 0 {
      notes.remark("\(descents) requests came before the one above them: all were sorted by arrival")
      let order = all.indices.sorted { (all[$0].timeSeconds ?? 0, $0) < (all[$1].timeSeconds ?? 0, $1) }
      all = order.map { all[$0] }
    }
    if let limit, all.count == limit { notes.remark("reading stopped after \(limit) requests, as asked") }
  }

  /// Makes a trace of them.
  ///
  /// - Parameter keepsClock: keep the file's times; otherwise seconds since the first request.
  public func trace(named name: String, keepsClock: Bool = false) -> Trace {
    var trace = Trace(name: name, requestCount: all.count, adapters: [])
    let origin = keepsClock ? 0 : all[0].timeSeconds ?? 0
    var groups = NameIndex([])
    var adapters = NameIndex([])
    var resized = 0
    for arrival in all {
      if let time = arrival.timeSeconds { trace.timesSeconds.append(time - origin) }
      if let tokens = arrival.promptTokens { trace.promptTokens.append(tokens) }
      if let tokens = arrival.outputTokens { trace.outputTokens.append(tokens) }
      trace.groups.append(groups.index(of: arrival.group))
      guard let asked = arrival.asked else { continue }
      let index = adapters.index(of: asked)
      trace.asked.append(index)
      let sizeBytes = arrival.sizeBytes ?? 1
      if index == trace.adapters.count {
        trace.adapters.append(Adapter(name: asked, sizeBytes: sizeBytes))
      } else if trace.adapters[Int(index)].sizeBytes != sizeBytes {
        resized += 1
      }
    }
    if groups.names == [""] {
      trace.groups = []
    } else {
      trace.groupNames = groups.names
    }
    if resized > 0 {
      trace.facts.append(("resized", "\(resized) requests name another size than the first of their adapter; it stays"))
    }
    return trace
  }
}
