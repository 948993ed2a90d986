import Core
import Testing

@testable import Traces

@Suite("Tables of outcomes", .timeLimit(.minutes(60))) struct OutcomeTests {
  static let outcomes = "question_id,category,a,b,c\n7,law,1,0,0.5\n9,law,0,1,0\n11,chat,1,1,0\n"
  static let features = "question_id,f0,f1\n11,0.1,0.2\n9,0.3,0.4\n7,0.5,0.6\n13,0.7,0.8\n"

  static func table(
    _ outcomes: String = outcomes, _ features: String? = features,
    adapters: QualityTable.AdapterColumns = .named(["c", "a"]), group: String? = "category"
  ) throws(Fault) -> QualityTable {
    try QualityTable(
      outcomes: ArrayBytes(outcomes), file: "o.csv",
      contexts: features.map { (source: ArrayBytes($0) as any ByteSource, file: "f.csv") },
      options: .init(adapters: adapters, groupColumn: group))
  }

  @Test("outcomes and features join by id")
  func joining() throws {
    let table = try Self.table()
    let trace = table.trace(named: "q", shuffleSeed: nil)
    #expect(trace.adapters.map(\.name) == ["c", "a"])
    #expect(trace.rewards == [0.5, 1, 0, 0, 0, 1])
    #expect(trace.contexts == [0.5, 0.6, 0.3, 0.4, 0.1, 0.2])
    #expect(trace.groups == [0, 0, 1])
    #expect(trace.groupNames == ["law", "chat"])
    #expect(table.notes.lines == ["1 rows of f.csv have no outcome"])
    #expect(try Self.table(adapters: .range(3...4)).adapterNames == ["a", "b"])
  }

  @Test("a shuffle moves whole rows and depends on its seed alone")
  func shuffling() throws {
    let rows = (0..<200).map { "\($0),g\($0 % 7),\($0),1\n" }.joined()
    let table = try Self.table("question_id,category,a,c\n" + rows, nil)
    let one = table.trace(named: "q", shuffleSeed: 1)
    #expect(one.everything == table.trace(named: "q", shuffleSeed: 1).everything)
    #expect(one.rewards != table.trace(named: "q", shuffleSeed: 2).rewards)
    let ids = (0..<200).map { Int(one.rewards[$0 * 2 + 1]) }
    #expect(ids != Array(0..<200))
    #expect(ids.sorted() == Array(0..<200))
    for (step, id) in ids.enumerated() { #expect(one.groupNames[Int(one.groups[step])] == "g\(id % 7)") }
    #expect(table.trace(named: "q", shuffleSeed: 1, limit: 5).rewards == Array(one.rewards.prefix(10)))
  }

  static let broken: [(String, String, String)] = [
    ("", features, "o.csv: the file is empty; expected a header"),
    ("question_id,category,a\n", features, "o.csv:1: there is no column 'c'"),
    ("question_id,a,c\n", features, "o.csv:1: there is no column 'category'"),
    ("question_id,category,a,c\n", features, "o.csv: the trace has no requests"),
    (
      "question_id,category,a,c\n7,law,1,\n", features,
      "o.csv:2:9: c is empty; expected a finite number, -1000000000000000 to 1000000000000000"
    ),
    (
      "question_id,category,a,c\n7,law,1,nan\n", features,
      "o.csv:2:9: c is 'nan'; expected a finite number, -1000000000000000 to 1000000000000000"
    ),
    (
      "question_id,category,a,c\n7,law,yes,0\n", features,
      "o.csv:2:7: a is 'yes'; expected a finite number, -1000000000000000 to 1000000000000000"
    ),
    ("question_id,category,a,c\n8,law,1,0\n", features, "o.csv:2:1: question_id is '8', which f.csv does not have"),
    ("question_id,category,a,c\n7,law,1\n", features, "o.csv:2: the row has 3 fields; the header has 4"),
    (outcomes, "id,f0\n7,1\n", "f.csv:1: there is no column 'question_id'"),
    (outcomes, "question_id,f0\n7,1\n7,2\n", "f.csv:3:1: question_id is '7', as in a row above"),
    (
      outcomes, "question_id,f0\n7,inf\n",
      "f.csv:2:3: f0 is 'inf'; expected a finite number, -1000000000000000 to 1000000000000000"
    ),
  ]

  @Test("a broken quality table is refused with its place", arguments: broken)
  func refusal(outcomes: String, features: String, expected: String) {
    let fault = #expect(throws: Fault.self) { try Self.table(outcomes, features) }
    #expect(fault?.described.prefix(while: { $0 != "\n" }) == expected[...])
  }

  @Test("adapter columns beyond the header, or named twice, are refused")
  func columns() {
    let beyond = #expect(throws: Fault.self) { try Self.table(adapters: .range(4...6)) }
    #expect(beyond?.reason == "adapter columns 4-6 are asked for; the header has 5")
    let twice = #expect(throws: Fault.self) { try Self.table(adapters: .named(["a", "a"])) }
    #expect(twice?.reason == "the adapter 'a' is listed twice")
  }

  /// A table, the arrivals that it takes, and what is known of both.
  struct Known: Sendable, CustomTestStringConvertible {
    var folder: String
    var adapters: QualityTable.AdapterColumns
    var requests: Int
    var dimension: Int
    /// Mean adapter, best adapter, best for each group, best for each request.
    var yardsticks: [String]
    var arrivals: String
    var taken: String

    var testDescription: String { folder }
  }

  /// Our own, whose yardsticks `Tests/Goldens/quality/make.py` sums, and MMLU-Pro where it lies beside us.
  static let known: [Known] =
    [
      Known(
        folder: Shared.golden("quality"), adapters: .named(["ash", "beech", "cedar", "elm", "fir"]), requests: 240,
        dimension: 6, yardsticks: ["0.5367", "0.6542", "0.8250", "0.9917"],
        arrivals: Shared.golden("arrivals/azure-functions-2021.csv"),
        taken: "70 arrivals of azure-functions-2021, repeated 4 times, each pass 62.957 s later")
    ]
    + (Shared.path == nil
      ? []
      : [
        Known(
          folder: Shared.file("data/quality/mmlu-pro"), adapters: .range(6...20), requests: 6016, dimension: 32,
          yardsticks: ["0.3093", "0.4407", "0.4678", "0.8275"],
          arrivals: Shared.file("data/traces/azure-functions/azure2021_first120.csv"),
          taken: "120 arrivals of azure2021_first120, repeated 51 times, each pass 606.279 s later")
      ])

  @Test("a table gives the yardsticks that are known of it", arguments: known)
  func yardsticks(known: Known) throws {
    let table = try QualityTable(
      outcomes: try openBytes(known.folder + "/outcomes.csv"), file: "outcomes.csv",
      contexts: (source: try openBytes(known.folder + "/features.csv"), file: "features.csv"),
      options: .init(adapters: known.adapters, groupColumn: "category"))
    var trace = table.trace(named: "one", shuffleSeed: 1)
    #expect(trace.requestCount == known.requests)
    #expect(trace.dimension == known.dimension)
    let rewards = try #require(TraceSummary(trace).rewards)
    let told = [rewards.meanArm, rewards.bestArm, rewards.bestPerGroup ?? 0, rewards.bestPerRequest]
    #expect(told.map { fixed($0, 4) } == known.yardsticks)
    #expect(TraceCheck.findings(trace).filter { $0.contains("drifts") }.isEmpty)
    #expect(TraceCheck.findings(table.trace(named: "one", shuffleSeed: nil)).contains { $0.contains("drifts") })
    let taken = trace.takeArrivals(from: try TraceLoader.load(path: known.arrivals))
    #expect(taken == known.taken)
    #expect(trace.timesSeconds.count == known.requests)
    #expect(zip(trace.timesSeconds, trace.timesSeconds.dropFirst()).allSatisfy { $0 <= $1 })
  }
}

@Suite("Bandit logs", .timeLimit(.minutes(60))) struct BanditLogTests {
  static let log = """
    timestamp,item_id,position,click,propensity_score,user_feature_0,user_feature_1
    2019-11-24 00:00:02+00:00,10,1,1,0.5,x,1.5
    2019-11-24 00:00:01+00:00,9,2,0,0.25,y,2
    2019-11-24 00:00:03+00:00,10,1,1,0,x,0
    2019-11-24 00:00:03+00:00,10,1,1,,x,0
    2019-11-24 00:00:04+00:00,9,3,1,0.25,x,-1
    """

  @Test("a log becomes inverse-propensity rewards in order of time; rows without propensity are counted")
  func reading() throws {
    var options = BanditLog.Options()
    options.timeColumn = "timestamp"
    options.groupColumn = "position"
    let log = try BanditLog(ArrayBytes(Self.log), file: "b.csv", options: options)
    let trace = log.trace(named: "b")
    #expect(trace.adapters.map(\.name) == ["9", "10"])
    #expect(trace.timesSeconds == [0, 1, 3])
    #expect(trace.rewards == [0, 0, 0, 2, 4, 0])
    #expect(trace.asked == [0, 1, 0])
    #expect(trace.dimension == 3)
    #expect(trace.contexts == [0, 1, 2, 1, 0, 1.5, 1, 0, -1])
    #expect(trace.groups.map { trace.groupNames[Int($0)] } == ["2", "1", "3"])
    #expect(
      log.notes.lines == [
        "skipped 1: the propensity is 0 (first: b.csv:4:34)",
        "skipped 1: the propensity is missing (first: b.csv:5:34)",
      ])
  }

  static let broken: [(String, String)] = [
    ("item_id,click\n", "b.csv:1: there is no column 'propensity_score'"),
    ("item_id,click,propensity_score\n", "b.csv: the trace has no requests"),
    ("item_id,click,propensity_score\n1,1,0\n", "b.csv: the trace has no requests"),
    (
      "item_id,click,propensity_score\n1,1,1.5\n",
      "b.csv:2:5: propensity_score is '1.5'; expected a finite number, 5e-324 to 1"
    ),
    (
      "item_id,click,propensity_score\n1,1,nan\n",
      "b.csv:2:5: propensity_score is 'nan'; expected a finite number, 5e-324 to 1"
    ),
    (
      "item_id,click,propensity_score\n1,nan,1\n",
      "b.csv:2:3: click is 'nan'; expected a finite number, -1000000000000000 to 1000000000000000"
    ),
    ("item_id,click,propensity_score\n,1,1\n", "b.csv:2:1: item_id is empty; expected a name"),
    (
      "item_id,click,propensity_score\n1,1,1e-300\n",
      "b.csv:2:5: reward 1.0 / propensity 1e-300 is beyond 1000000000000000"
    ),
    (
      "item_id,click,propensity_score,user_feature_0\n1,1,1,3\n1,1,1,x\n",
      "b.csv:3:7: user_feature_0 is 'x'; expected a finite number, -1000000000000000 to 1000000000000000"
    ),
  ]

  @Test("a broken log is refused with its place", arguments: broken)
  func refusal(text: String, expected: String) {
    let fault = #expect(throws: Fault.self) { try BanditLog(ArrayBytes(text), file: "b.csv") }
    #expect(fault?.described.prefix(while: { $0 != "\n" }) == expected[...])
  }
}
