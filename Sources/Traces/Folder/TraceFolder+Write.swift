import Core
import System

extension TraceFolder {
  /// Writes a trace folder; reading it back gives the same trace, numbers bit for bit.
  ///
  /// - Parameter force: overwrite an existing trace; trace files that the new one does not have are removed, other
  ///   files are kept.
  public static func write(_ trace: Trace, to path: String, force: Bool = false) throws(Fault) {
    try prepare(path, force: force)
    let requests = trace.requestCount
    let adapters = trace.adapterCount
    try writeFacts(trace, to: path + "/" + factsFile)
    if hasRequests(trace) { try writeRequests(trace, to: path + "/" + requestsFile) }
    if !trace.adapters.isEmpty { try writeAdapters(trace.adapters, to: path + "/" + adaptersFile) }
    let arrays: [(String, [Int], [Double])] = [
      (contextsFile, [requests, trace.dimension], trace.contexts),
      (rewardsFile, [requests, adapters], trace.rewards),
      (meansFile, [requests, adapters], trace.meanUtilities),
      (costsFile, [adapters], trace.pageInCosts),
    ]
    for (name, shape, values) in arrays where !values.isEmpty {
      try NpyArray(shape: shape, values: values).write(to: path + "/" + name, force: true)
    }
  }

  static let files = [
    factsFile, requestsFile, adaptersFile, contextsFile, rewardsFile, meansFile, costsFile,
  ]

  /// Creates the folder and its parents; refuses a folder with a trace, unless forced.
  private static func prepare(_ path: String, force: Bool) throws(Fault) {
    try attempt(path) { () throws(SystemError) in try FileSystem.makeFolder(path, permissions: 0o755) }
    for file in files.map({ path + "/" + $0 }) where FileSystem.exists(file) {
      guard force else { throw Messages.exists(file) }
      try attempt(file) { () throws(SystemError) in try FileSystem.remove(file) }
    }
  }

  /// Adds the path to a fault if the system refuses a change.
  private static func attempt(_ path: String, _ body: () throws(SystemError) -> Void) throws(Fault) {
    do throws(SystemError) {
      try body()
    } catch {
      throw Messages.cannotWrite(path, error)
    }
  }

  private static func writeFacts(_ trace: Trace, to file: String) throws(Fault) {
    let sink = try FileSink(file, force: true)
    var facts = [LuaValue.Entry("name", LuaValue(trace.name))]
    for fact in trace.facts where fact.name != "name" {
      facts.append(LuaValue.Entry(fact.name, LuaValue(fact.value)))
    }
    let head = "A trace of polarbench; docs/reference/trace-format.md tells the files beside it."
    try sink.write(LuaValue(table: facts).fileText(head: [head]))
    try sink.finish()
  }

  private static func hasRequests(_ trace: Trace) -> Bool {
    let hasColumns =
      !trace.timesSeconds.isEmpty || !trace.asked.isEmpty || !trace.promptTokens.isEmpty
      || !trace.outputTokens.isEmpty || !trace.groups.isEmpty
    // Without a matrix only the rows give the number of requests.
    return hasColumns || (trace.contexts.isEmpty && trace.rewards.isEmpty)
  }

  private static func writeRequests(_ trace: Trace, to file: String) throws(Fault) {
    var columns: [(name: String, field: (Int) -> String)] = []
    if !trace.timesSeconds.isEmpty { columns.append(("time_s", { "\(trace.timesSeconds[$0])" })) }
    if !trace.asked.isEmpty || trace.timesSeconds.isEmpty && trace.promptTokens.isEmpty {
      columns.append(
        ("adapter", { i in trace.asked.isEmpty || trace.asked[i] < 0 ? "" : trace.adapters[Int(trace.asked[i])].name }))
    }
    if !trace.promptTokens.isEmpty { columns.append(("prompt_tokens", { String(trace.promptTokens[$0]) })) }
    if !trace.outputTokens.isEmpty { columns.append(("output_tokens", { String(trace.outputTokens[$0]) })) }
    if !trace.groups.isEmpty { columns.append(("tags", { trace.groupNames[Int(trace.groups[$0])] })) }
    let sink = try FileSink(file, force: true)
    try sink.write(delimitedRow(columns.map(\.name)))
    for i in 0..<trace.requestCount { try sink.write(delimitedRow(columns.map { $0.field(i) })) }
    try sink.finish()
  }

  private static func writeAdapters(_ adapters: [Adapter], to file: String) throws(Fault) {
    let sink = try FileSink(file, force: true)
    try sink.write(delimitedRow(AdapterTable.columns))
    for adapter in adapters {
      try sink.write(delimitedRow([adapter.name, String(adapter.sizeBytes), adapter.rank.map { String($0) } ?? ""]))
    }
    try sink.finish()
  }
}
