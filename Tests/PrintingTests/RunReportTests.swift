import Core
import Foundation
import Paging
import Testing
import Traces
import Workbench

@testable import Printing

@Suite("A run, told", .timeLimit(.minutes(60)))
struct RunReportTests {
  @Test("for people: two hits of four requests are 50 percent, a and b cost a quarter and a half")
  func account() throws {
    let cell = try Worlds.cell()
    let result = try cell.run()
    let said = try lines { RunReport.show(result, of: cell.entrant, oracle: cell.oracle, trace: cell.trace) }
    #expect(said[0] == "asked+lru on four, capacity 1")
    let rows = said.dropFirst().map { $0.split(separator: " ").joined(separator: " ") }
    #expect(
      rows.prefix(13) == [
        "requests 4", "hits 2 50.0 %", "misses 2 50.0 %", "page-ins 2", "bypasses 0", "loads by plan 0", "evictions 2",
        "thrash \(result.ledger.gpu.thrash)", "stall 0.000 s", "reward 4.000 1.0000 a request", "paging cost 0.750",
        "load cost 0.000", "net reward 3.250 0.8125 a request",
      ])
    #expect(rows.dropFirst(13).map { $0.split(separator: " ")[0] } == ["regret", "routing", "caching", "loads"])
  }

  @Test("leaves out what the trace does not tell")
  func noRewards() throws {
    var cell = try Worlds.cell(hasOracle: false)
    cell.trace.rewards = []
    let said = try lines { RunReport.show(try cell.run(), of: cell.entrant, oracle: nil, trace: cell.trace) }
    #expect(said.count == 10 && !said.contains { $0.contains("reward") || $0.contains("regret") })
  }

  @Test("for programs: one object in a fixed order, parameters under their halves' names")
  func json() throws {
    let cell = try Worlds.cell("asked+lru-k")
    let line = RunReport.json(try cell.run(), of: cell.entrant, oracle: cell.oracle, seed: .max).text
    #expect(
      line.hasPrefix(
        #"{"type":"run","policy":"asked+lru-k","parameters":{"lru-k.k":"2","lru-k.correlated":"0","lru-k.retained":"forever"},"trace":"four","#
      ), "\(line)")
    let text =
      #""capacity":1,"capacity_unit":"slots","seed":-1,"requests":4,"hits":2,"misses":2,"page_ins":2,"bypasses":0,"#
    #expect(line.contains(text + #""loads":0,"evictions":2,"#), "\(line)")
    #expect(line.contains(#""reward":4.0,"paging_cost":0.75,"load_cost":0.0,"net_reward":3.25,"#))
    #expect(line.hasSuffix(#""bound_exact":true}"#), "\(line)")
    let bare = RunReport.json(try Worlds.cell(hasOracle: false).run(), of: cell.entrant, oracle: nil, seed: 1).text
    #expect(
      bare.hasSuffix(#""regret":null,"routing_regret":null,"caching_regret":null,"bound":null,"bound_exact":false}"#))
  }

  @Test("names units and what became of a request in the field's words")
  func words() {
    #expect([Capacity.Unit.slots, .bytes, .pages(pageBytes: 4)].map(\.described) == ["slots", "bytes", "pages"])
    #expect([Service.Kind.hit, .pageIn, .bypass].map(\.described) == ["hit", "page-in", "bypass"])
  }

  @Test("step by step: who was resident, who left, and what it cost; decisions and plans in files")
  func recorder() throws {
    try inFolder { folder in
      let cell = try Worlds.cell()
      var recorder = try RunRecorder(
        decisions: folder + "/d.csv", epochs: folder + "/e.csv", shown: 1...2, trace: cell.trace)
      let said = try lines { _ = try cell.run(watchedBy: &recorder) }
      try recorder.close()
      #expect(
        said == [
          "t 1  ‖x‖ 0.000  asked b  resident: a  → b (page-in, evicts a)  reward 1.0000  paging cost 0.5000",
          "t 2  ‖x‖ 0.000  asked a  resident: b  → a (page-in, evicts b)  reward 1.0000  paging cost 0.2500",
        ])
      #expect(
        try String(contentsOfFile: folder + "/d.csv", encoding: .utf8) == "t,adapter,hit\n0,0,1\n1,1,0\n2,0,0\n3,0,1\n")
      #expect(try String(contentsOfFile: folder + "/e.csv", encoding: .utf8) == "t,resident\n")
      let fault = #expect(throws: Fault.self) {
        try RunRecorder(decisions: folder + "/no/d.csv", epochs: nil, shown: nil, trace: cell.trace)
      }
      #expect(fault?.reason.contains("\(folder)/no/d.csv") == true)
    }
  }

  @Test("the first step that is shown knows who was resident before it")
  func before() throws {
    let cell = try Worlds.cell()
    var recorder = try RunRecorder(decisions: nil, epochs: nil, shown: 2...2, trace: cell.trace)
    let said = try lines { _ = try cell.run(watchedBy: &recorder) }
    #expect(said.count == 1 && said[0].contains("resident: b  → a (page-in, evicts b)"), "\(said)")
  }

  @Test("a plan is a line of its own, with its cost")
  func plans() throws {
    var cell = try Worlds.cell("polar(epoch=2,burn_in=4)", slots: 2)
    cell.trace.dimension = 1
    cell.trace.contexts = [1, 1, 1, 1]
    var recorder = try RunRecorder(decisions: nil, epochs: nil, shown: 0...3, trace: cell.trace)
    let said = try lines { _ = try cell.run(watchedBy: &recorder) }
    #expect(said.count == 5)
    #expect(said[2].hasPrefix("t 2  plan: "), "\(said)")
    #expect(said[0].hasPrefix("t 0  ‖x‖ 1.000  asked a  resident: a, b  → a (hit)"), "\(said)")
  }
}
