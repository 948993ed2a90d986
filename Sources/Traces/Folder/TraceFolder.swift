import Core
import System

/// A trace in the workbench's own format: a folder of `trace.lua`, `requests.csv`, `adapters.csv` and NumPy matrices.
///
/// Every file is optional, except that one is needed of `requests.csv`, `rewards.npy`, `contexts.npy`. The files must
/// agree on the counts: T requests, N adapters, d features. The format is in docs/reference/trace-format.md.
public enum TraceFolder {
  static let factsFile = "trace.lua"
  static let requestsFile = "requests.csv"
  static let adaptersFile = "adapters.csv"
  static let contextsFile = "contexts.npy"
  static let rewardsFile = "rewards.npy"
  static let meansFile = "means.npy"
  static let costsFile = "costs.npy"

  /// The longest `trace.lua` that is read.
  static let factsLimit = 1 << 20

  /// Reads a whole folder into memory.
  public static func read(_ path: String) throws(Fault) -> Trace {
    let folder = path.hasSuffix("/") && path.count > 1 ? String(path.dropLast()) : path
    func file(_ name: String) -> String? {
      let file = folder + "/" + name
      return FileSystem.exists(file) ? file : nil
    }
    for name in files { try requirePlainFile(folder + "/" + name) }
    guard [requestsFile, contextsFile, rewardsFile].contains(where: { file($0) != nil }) else {
      throw Messages.notATrace(path)
    }
    let contexts = try matrix(file(contextsFile), "[T × d]")
    let rewards = try matrix(file(rewardsFile), "[T × N]")
    let means = try matrix(file(meansFile), "[T × N]")
    let costs = try vector(file(costsFile))

    var adapterCount = Agreement("the number of adapters N")
    try adapterCount.add(rewards?.shape[1], file(rewardsFile))
    try adapterCount.add(means?.shape[1], file(meansFile))
    try adapterCount.add(costs?.shape[0], file(costsFile))
    var adapters: [Adapter]?
    if let listed = file(adaptersFile) {
      adapters = try AdapterTable.read(try openBytes(listed), file: listed)
      try adapterCount.add(adapters?.count, listed)
    } else if let count = adapterCount.value {
      guard Bounds.adapters.contains(count) else { throw Messages.tooManyAdapters(count, adapterCount.file) }
      adapters = (0..<count).map { Adapter(name: "adapter-\($0)") }
    }

    var requestCount = Agreement("the number of requests T")
    try requestCount.add(contexts?.shape[0], file(contextsFile))
    try requestCount.add(rewards?.shape[0], file(rewardsFile))
    try requestCount.add(means?.shape[0], file(meansFile))
    var trace = Trace(name: baseName(of: folder), requestCount: 0, adapters: adapters ?? [])
    if let listed = file(requestsFile) {
      let origin = adapters == nil ? nil : adapterCount.file
      try RequestTable.read(try openBytes(listed), file: listed, adaptersFrom: origin, into: &trace)
      try requestCount.add(trace.requestCount, listed)
    }
    trace.requestCount = requestCount.value ?? 0
    guard trace.requestCount > 0 else { throw Messages.noRows(path) }
    trace.dimension = contexts?.shape[1] ?? 0
    trace.contexts = contexts?.values ?? []
    trace.rewards = rewards?.values ?? []
    trace.meanUtilities = means?.values ?? []
    trace.pageInCosts = costs?.values ?? []
    if let listed = file(factsFile) { try readFacts(listed, into: &trace) }
    return trace
  }

  /// The last part of a path.
  static func baseName(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

  /// The last part of a path without the suffixes of files that hold traces.
  static func stem(of path: String) -> String {
    var stem = baseName(of: path)
    for suffix in [".zst", ".bin", ".oracleGeneral", ".csv", ".txt", ".jsonl"] where stem.hasSuffix(suffix) {
      if stem.utf8.count > suffix.utf8.count { stem.removeLast(suffix.utf8.count) }
    }
    return stem
  }

  /// Reads `trace.lua`: the name and the other entries, in order.
  private static func readFacts(_ file: String, into trace: inout Trace) throws(Fault) {
    let bytes = try readWhole(try openBytes(file), file: file, limit: factsLimit)
    trace.facts = try LuaValue(parsing: bytes, file: file, limits: .init(bytes: factsLimit)).leaves
    if let i = trace.facts.firstIndex(where: { $0.name == "name" }) { trace.name = trace.facts.remove(at: i).value }
  }

  private static func matrix(_ file: String?, _ expected: String) throws(Fault) -> NpyArray? {
    guard let file else { return nil }
    let array = try NpyArray(contentsOf: file)
    guard array.shape.count == 2 else { throw Messages.npyDimensions(array.shape, expected: expected, file) }
    // An array without numbers may claim any number of rows and columns.
    guard !array.values.isEmpty else { throw Messages.npyEmpty(array.shape, file) }
    return array
  }

  private static func vector(_ file: String?) throws(Fault) -> NpyArray? {
    guard let file else { return nil }
    let array = try NpyArray(contentsOf: file)
    guard array.shape.count == 1 else { throw Messages.npyDimensions(array.shape, expected: "[N]", file) }
    guard !array.values.isEmpty else { throw Messages.npyEmpty(array.shape, file) }
    if let i = array.values.firstIndex(where: { $0 < 0 }) { throw Messages.negativeCost(array.values[i], i, file) }
    return array
  }
}

/// A count that several files give: all must give the same.
private struct Agreement {
  private let what: String
  private(set) var value: Int?
  /// The file that gave it first.
  private(set) var file = ""

  init(_ what: String) { self.what = what }

  mutating func add(_ count: Int?, _ file: String?) throws(Fault) {
    guard let count, let file else { return }
    guard let value else {
      (value, self.file) = (count, file)
      return
    }
    if count != value { throw Messages.disagreement(what, count, file, other: value, self.file) }
  }
}
