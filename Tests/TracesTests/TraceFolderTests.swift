import Core
import Testing

@testable import Traces

extension Trace {
  /// All that a folder keeps, for comparison.
  var everything: [String] {
    [
      name, "\(facts)", "\(requestCount)", "\(dimension)", "\(adapters)", "\(contexts.map(\.bitPattern))",
      "\(rewards.map(\.bitPattern))", "\(meanUtilities.map(\.bitPattern))", "\(pageInCosts.map(\.bitPattern))",
      "\(timesSeconds.map(\.bitPattern))", "\(asked)", "\(promptTokens)", "\(outputTokens)", "\(groups)",
      "\(groupNames)",
    ]
  }
}

@Suite("Trace folders", .timeLimit(.minutes(60))) struct TraceFolderTests {
  /// A trace that has everything.
  static func full() -> Trace {
    var random = RandomStream(Seed(5))
    let adapters = [Adapter(name: "law, \"old\"", sizeBytes: 9, rank: 8), Adapter(name: "chat", sizeBytes: 4)]
    var trace = Trace(name: "full", requestCount: 40, adapters: adapters)
    trace.facts = [("source", "made\nhere"), ("units.time", "seconds")]
    trace.dimension = 3
    trace.contexts = (0..<120).map { _ in random.normal() }
    trace.rewards = (0..<80).map { _ in random.uniform() }
    trace.meanUtilities = (0..<80).map { _ in random.uniform() }
    trace.pageInCosts = [0.25, 0.1]
    trace.timesSeconds = (0..<40).map { Double($0) / 7 }
    trace.asked = (0..<40).map { Int32($0 % 3) - 1 }
    trace.promptTokens = (0..<40).map { Int32($0) }
    trace.outputTokens = (0..<40).map { Int32(40 - $0) }
    trace.groups = (0..<40).map { Int32($0 % 5) }
    trace.groupNames = ["a", "b", "", "c d", "é"]
    return trace
  }

  @Test("a trace reads back identical")
  func roundTrip() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/deep/er/full"
    try TraceFolder.write(Self.full(), to: path)
    #expect(try TraceLoader.load(path: path).everything == Self.full().everything)
    #expect(try TraceLoader.load(path: path + "/").name == "full")
  }

  @Test("a trace of bare requests reads back identical")
  func bare() throws {
    let folder = try TemporaryFolder()
    try TraceFolder.write(Trace(name: "bare", requestCount: 3, adapters: []), to: folder.path + "/bare")
    #expect(try folder.read("bare/requests.csv") == "adapter\n\"\"\n\"\"\n\"\"\n")
    let back = try TraceLoader.load(path: folder.path + "/bare")
    #expect(back.everything == Trace(name: "bare", requestCount: 3, adapters: []).everything)
  }

  @Test("a folder that holds a trace is overwritten only when forced, and then wholly")
  func overwriting() throws {
    let folder = try TemporaryFolder()
    try TraceFolder.write(Self.full(), to: folder.path)
    _ = try folder.write("notes.txt", "mine")
    let fault = #expect(throws: Fault.self) { try TraceFolder.write(Self.full(), to: folder.path) }
    #expect(fault?.reason == "this exists already")
    var small = Self.full()
    small.meanUtilities = []
    try TraceFolder.write(small, to: folder.path, force: true)
    #expect(try TraceLoader.load(path: folder.path).everything == small.everything)
    #expect(try folder.read("notes.txt") == "mine")
  }

  @Test("matrices alone are a trace")
  func matrices() throws {
    let folder = try TemporaryFolder()
    try NpyArray(shape: [4, 2], values: [1, 0, 0, 1, 1, 0, 0, 1]).write(to: folder.path + "/contexts.npy")
    try NpyArray(shape: [4, 3], values: (0..<12).map { Double($0) }).write(to: folder.path + "/rewards.npy")
    var trace = try TraceLoader.load(path: folder.path)
    #expect(trace.requestCount == 4)
    #expect(trace.dimension == 2)
    #expect(trace.adapters.map(\.name) == ["adapter-0", "adapter-1", "adapter-2"])
    #expect(trace.pageInCosts.isEmpty)
    try NpyArray(shape: [3], values: [0.1, 0.2, 0.3]).write(to: folder.path + "/costs.npy")
    _ = try folder.write("requests.csv", "adapter\r\nadapter-2\r\n\"\"\r\nadapter-0\r\nadapter-2")
    trace = try TraceLoader.load(path: folder.path)
    #expect(trace.pageInCosts == [0.1, 0.2, 0.3])
    #expect(trace.asked == [2, -1, 0, 2])
  }

  static let brokenRequests: [(String, String)] = [
    ("", "requests.csv: the file is empty; expected a header"),
    ("time,adapter\n", "requests.csv:1: the column 'time' is not known here"),
    ("adapter\n", ": the trace has no requests"),
    ("time_s,adapter\n0,chat,3\n", "requests.csv:2: the row has 3 fields; the header has 2"),
    ("time_s\n-1\n", "requests.csv:2:1: time_s is '-1'; expected a finite number, 0 to 1000000000000"),
    ("time_s\nnan\n", "requests.csv:2:1: time_s is 'nan'; expected a finite number, 0 to 1000000000000"),
    (
      "time_s\n1\n0.5\n",
      "requests.csv:3:1: time_s is 0.5, which lies before 1.0 of the row above; expected ascending times"
    ),
    ("time_s,adapter\n0,code\n", "requests.csv:2:3: adapter is 'code', which adapters.csv does not list"),
    (
      "adapter,prompt_tokens\nchat,1.5\n",
      "requests.csv:2:6: prompt_tokens is '1.5'; expected a whole number, 0 to 2147483647"
    ),
    (
      "adapter,output_tokens\nchat,3000000000\n",
      "requests.csv:2:6: output_tokens is '3000000000'; expected a whole number, 0 to 2147483647"
    ),
    (
      "adapter,output_tokens\nchat,3\nchat,\n",
      "requests.csv:3:6: output_tokens is empty here and given in the rows above"
    ),
    ("adapter,time_s\nchat,\nchat,3\n", "requests.csv:3:6: time_s is given here and empty in the rows above"),
    ("adapter,tags\nchat,\"torn\n", "requests.csv:2:6: the quote that opens this field is never closed"),
  ]

  @Test("a broken table of requests is refused with its place", arguments: brokenRequests)
  func requests(text: String, expected: String) throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("adapters.csv", "name,bytes\nchat,10\nlaw,20\n")
    _ = try folder.write("requests.csv", text)
    let fault = #expect(throws: Fault.self) { try TraceLoader.load(path: folder.path) }
    let first = fault?.described.replacing(folder.path + "/", with: "").replacing(folder.path, with: "")
    #expect(first?.prefix(while: { $0 != "\n" }) == expected[...])
  }

  static let brokenAdapters: [(String, String)] = [
    ("bytes\n3\n", "adapters.csv:1: there is no column 'name'"),
    ("name,size\nchat,3\n", "adapters.csv:1: the column 'size' is not known here"),
    ("name\nchat\nlaw\nchat\n", "adapters.csv:4:1: the adapter 'chat' is listed twice"),
    ("name,bytes\nchat,-1\n", "adapters.csv:2:6: bytes is '-1'; expected a whole number, 0 to 1125899906842624"),
    ("name,rank\nchat,-8\n", "adapters.csv:2:6: rank is '-8'; expected a whole number, 1 to 1000000"),
    ("name\n\"\"\n", "adapters.csv:2:1: name is empty; expected a name"),
  ]

  @Test("a broken table of adapters is refused with its place", arguments: brokenAdapters)
  func adapters(text: String, expected: String) throws {
    let fault = #expect(throws: Fault.self) { try AdapterTable.read(ArrayBytes(text), file: "adapters.csv") }
    #expect(fault?.described.prefix(while: { $0 != "\n" }) == expected[...])
  }

  @Test("counts that disagree name both files")
  func disagreement() throws {
    func fault(_ arrays: [(String, [Int])], adapters: String? = nil) throws -> String {
      let folder = try TemporaryFolder()
      for (name, shape) in arrays {
        let values = [Double](repeating: name == "costs" ? -1 : 1, count: shape.reduce(1, *))
        try NpyArray(shape: shape, values: values).write(to: folder.path + "/\(name).npy")
      }
      if let adapters { _ = try folder.write("adapters.csv", adapters) }
      let fault = #expect(throws: Fault.self) { try TraceLoader.load(path: folder.path) }
      let text = fault?.described.replacing(folder.path + "/", with: "").replacing(folder.path, with: "")
      return String(text?.prefix { $0 != "\n" } ?? "")
    }
    #expect(
      try fault([("contexts", [4, 2]), ("rewards", [5, 3])])
        == "rewards.npy: the number of requests T is 5 here and 4 in contexts.npy")
    #expect(
      try fault([("rewards", [5, 3]), ("means", [5, 2])])
        == "means.npy: the number of adapters N is 2 here and 3 in rewards.npy")
    #expect(
      try fault([("rewards", [5, 3])], adapters: "name\na\nb\n")
        == "adapters.csv: the number of adapters N is 2 here and 3 in rewards.npy")
    #expect(try fault([("rewards", [5])]) == "rewards.npy: the shape is (5,); expected [T × N]")
    #expect(try fault([("rewards", [5, 1]), ("costs", [1, 1])]) == "costs.npy: the shape is (1, 1); expected [N]")
    #expect(
      try fault([("rewards", [5, 2]), ("costs", [2])])
        == "costs.npy: element 0 (from 0) is -1.0; expected a page-in cost, at least 0")
    #expect(
      try fault([("costs", [2])])
        == ": this folder contains no trace: none of requests.csv, rewards.npy, contexts.npy")
    #expect(
      try fault([("rewards", [0, 2])]) == "rewards.npy: the shape (0, 2) has no numbers")
  }

  @Test(
    "the golden folders are traces as they stand",
    arguments: [("pond", 600, 6, 4), ("creek", 800, 9, 6), ("shore", 2600, 4, 2)]
      + (Shared.path == nil ? [] : [("tiny", 600, 6, 4), ("edge15", 4000, 15, 16), ("alpha03", 2500, 12, 8)]))
  func goldens(name: String, requests: Int, adapters: Int, dimension: Int) throws {
    let trace = try TraceLoader.load(path: Shared.golden("polar/" + name))
    #expect(trace.name == name)
    #expect(trace.requestCount == requests)
    #expect(trace.adapterCount == adapters)
    #expect(trace.dimension == dimension)
    #expect(trace.contexts.count == requests * dimension)
    #expect(trace.rewards.count == requests * adapters)
    #expect(trace.pageInCosts.count == adapters)
  }
}
