import Core
import Paging
import PolicyChecks
import Testing
import Traces

@testable import Printing
@testable import Twin

@Suite("Other reports", .timeLimit(.minutes(60)))
struct OtherReportTests {
  private static func verdicts() -> [Verdict] {
    var fault = Fault("it is no resident", place: .init(file: "a.lua", line: 4), fix: "answer one", kind: .answer)
    fault.replay = "polarbench check a.lua"
    return [
      Verdict("tiny", "two adapters", .held),
      Verdict("wide", "many adapters", .fell(Finding("wide", .victim, fault))),
      Verdict("sized", "bytes", .refused("needs slots")), Verdict("lua", "same bytes", .skipped("no file")),
    ]
  }

  @Test("a battery's verdicts come one by one, and end with findings and the counts")
  func check() throws {
    let report = CheckReport("a", json: false)
    let said = try lines {
      Self.verdicts().forEach(report.show)
      report.conclude(Self.verdicts())
    }
    #expect(
      said == [
        "held     tiny            two adapters", "FOUND    wide            many adapters",
        "refused  sized           needs slots", "skipped  lua             no file", "",
        "finding: wide: victim(): a.lua:4: it is no resident", "  fix:    answer one",
        "  replay: polarbench check a.lua", "", "a: 1 finding; 1 held, 1 refused, 1 skipped",
      ])
    #expect(try lines { report.conclude([Self.verdicts()[0]]) } == ["", "a: no findings; 1 held"])
  }

  @Test("the same as JSON Lines")
  func checkJSON() throws {
    let report = CheckReport("a", json: true)
    let said = try lines {
      Self.verdicts().forEach(report.show)
      report.conclude(Self.verdicts())
    }
    #expect(said.count == 6)
    #expect(said[1] == #"{"type":"check","check":"wide","summary":"many adapters","outcome":"found"}"#)
    #expect(
      said[2] == #"{"type":"check","check":"sized","summary":"bytes","outcome":"refused","reason":"needs slots"}"#)
    #expect(said[4].contains(#""verb":"victim","file":"a.lua","line":4,"kind":"answer","reason":"it is no resident""#))
    #expect(said[5] == #"{"type":"verdict","policy":"a","findings":1,"held":1,"refused":1,"skipped":1}"#)
  }

  @Test("times are advice, on stderr")
  func speeds() {
    let said = Output.captured {
      CheckReport("a", json: false).note(speeds: [
        Speed(verb: .victim, calls: 1, nanos: 12.4), Speed(verb: .used, calls: 1, nanos: 3.6),
      ])
    }
    #expect(said.errors == "speed: victim 12 ns, used 4 ns a call ('polarbench bench' compares)\n" && said.output == "")
  }

  @Test("optima stand beside what was measured, with how far off they are")
  func optima() {
    var report = OptimaReport()
    let measured = OptimumCase(
      model: "m", rates: [0.4], ranks: [8], name: "0.4 8", adapters: 32, slots: 16, throughput: 100)
    let bare = OptimumCase(model: "n", rates: [1, 2], ranks: [8, 16], name: "1-2 8-16")
    let best = Optimum.Point(adapters: 32, slots: 32, throughput: 90, isStarved: true)
    report.add(measured, best: best, served: Optimum.Point(adapters: 8, slots: 8, throughput: 50, isStarved: false))
    report.add(bare, best: nil, served: nil)
    let said = report.lines.map { $0.split(separator: " ").joined(separator: " ") }
    #expect(
      said == [
        "model rates and ranks adapters slots tokens/s starved measured slots tokens/s error %",
        "m 0.4 8 32 32 90.0 yes 32 16 100.0 -10.00", "n 1-2 8-16 - - - - - - - -",
        "adapters right in 1 of 1 cases, slots too in 0; throughput off by 10.00 % in the mean, 10.00 % at most",
      ])
    let json = report.jsonLines
    #expect(
      json[0] == #"{"type":"optimum","model":"m","rates":[0.4],"ranks":[8],"adapters":32,"slots":32,"#
        + #""total_throughput":90.0,"starved":true,"served_adapters":8,"served_slots":8,"served_throughput":50.0,"#
        + #""measured_adapters":32,"measured_slots":16,"measured_throughput":100.0,"error_percent":-9.999999999999998}"#
    )
    #expect(
      json[1] == #"{"type":"optimum","model":"n","rates":[1.0,2.0],"ranks":[8,16],"measured_throughput":null,"#
        + #""error_percent":null}"#)
    var alone = OptimaReport()
    alone.add(bare, best: Optimum.Point(adapters: 4, slots: 2, throughput: 9.94, isStarved: false), served: nil)
    #expect(alone.lines.map { $0.split(separator: " ").joined(separator: " ") }.last == "n 1-2 8-16 4 2 9.9 no")
  }

  @Test("a fitted profile has its residuals before it as comments, or as a table or one object beside its file")
  func profile() throws {
    let events = LoadEvents(
      model: "m", measure: .rank,
      events: [(8.0, 9.0), (8, 11), (8, 10), (16, 14)].map {
        LoadEvents.Event(route: .storageWarm, size: $0.0, millis: $0.1)
      })
    let profile = events.profile(named: "p")
    let table = ProfileReport.table(events.residuals(of: profile), .rank)
    #expect(
      table.map { $0.split(separator: " ").joined(separator: " ") } == [
        "path rank events median ms fit ms residual ms typical ms worst ms",
        "storage-host warm 8 3 10.000 10.000 0.000 1.000 1.000",
        "storage-host warm 16 1 14.000 14.000 0.000 0.000 0.000",
      ])
    let said = try lines { try ProfileReport.write(profile, of: events, to: nil, json: false) }
    #expect(
      said[0] == "-- " + table[0] && said.contains { $0.contains("base_ms = 6,") }
        && said.contains { $0.contains("ms_per_rank = 0.5,") })
    try inFolder { folder in
      let beside = try lines { try ProfileReport.write(profile, of: events, to: folder + "/a.profile", json: false) }
      #expect(beside == table)
      let json = try lines { try ProfileReport.write(profile, of: events, to: folder + "/b.profile", json: true) }
      #expect(json.count == 1 && json[0].contains(#""residuals":[{"path":"storage-host warm","rank":8.0,"events":3,"#))
      #expect(try Profile(file: folder + "/a.profile") == profile)
    }
  }

  @Test("a trace is told in lines and in one object, long names shortened")
  func trace() {
    var trace = Worlds.four
    trace.timesSeconds = [0, 1, 2, 4]
    trace.groupNames = ["", String(repeating: "g", count: 40)]
    trace.groups = [0, 0, 0, 1]
    trace.facts = [("source", "hand")]
    let said = TraceReport.lines(trace, TraceSummary(trace)).map { $0.split(separator: " ").joined(separator: " ") }
    #expect(
      said == [
        "trace four", "requests 4", "adapters 3: a, b, c", "span 4.000 s, 1.000 requests/s",
        "asking 4 requests name an adapter", "page-in cost 0.2500 to 1.0000, mean 0.5833",
        "mean reward 0.4375 of all adapters", "0.7500 of the best single adapter, a",
        "0.7500 of the best adapter of each group", "1.0000 of the best adapter of each request",
        "groups 2: (none) 3, gggggggggggggg…gggggggggggggg 1", "source hand",
      ])
    let json = TraceReport.json(trace, TraceSummary(trace)).text
    #expect(
      json.hasPrefix(
        #"{"type":"trace","trace":"four","requests":4,"adapters":["a","b","c"],"dimension":0,"span_seconds":4.0,"#))
    #expect(
      json.hasSuffix(#"{"name":"\#(String(repeating: "g", count: 40))","requests":1}],"facts":{"source":"hand"}}"#))
  }
}
