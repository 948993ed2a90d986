import Core
import Testing

@testable import Twin

@Suite("The optimum", .timeLimit(.minutes(60)))
struct OptimumTests {
  private static func line(_ slots: Int, _ points: [(Int, Double, Bool)]) -> [Optimum.Point] {
    points.map { Optimum.Point(adapters: $0.0, slots: slots, throughput: $0.1, isStarved: $0.2) }
  }

  @Test("is the highest of the lines' last points that are not starved; ties go to fewer slots")
  func best() {
    let lines = [
      Self.line(8, [(8, 100, false), (16, 190, false), (32, 250, true)]),
      Self.line(16, [(16, 200, false), (32, 380, false)]), Self.line(32, [(32, 380, false), (64, 500, true)]), [],
    ]
    #expect(lines.map { Optimum.candidate(of: $0)?.adapters } == [16, 32, 32, nil])
    #expect(Optimum.best(of: lines) == Self.line(16, [(32, 380, false)])[0])
  }

  @Test("may be starved, as published; the best that is not starved is given too")
  func starved() {
    let lines = [Self.line(8, [(8, 100, false)]), Self.line(16, [(16, 500, true)])]
    #expect(Optimum.best(of: lines)?.adapters == 16)
    #expect(Optimum.bestServed(of: lines)?.adapters == 8)
    #expect(Optimum.bestServed(of: [lines[1]]) == nil)
    #expect(Optimum.best(of: [[]]) == nil)
  }

  @Test("cases are read by either name of their columns, with what was measured")
  func cases() throws {
    let text =
      "model,rates,sizes,max_served_adapters,max_total_throughput\nllama-3.1-8b,0.4-1e-2,8-16,32,9000.5\nqwen,1,8,,\n"
    let cases = try OptimumCase.all(of: BatchTable(ArrayBytes(text), file: "o.csv", requiring: ["model"]))
    #expect(cases.map(\.rates) == [[0.4, 0.01], [1]] && cases.map(\.ranks) == [[8, 16], [8]])
    #expect(cases.map(\.adapters) == [32, nil] && cases[0].slots == nil && cases[0].throughput == 9000.5)
    #expect(cases[0].name == "0.4-1e-2 8-16")
  }

  @Test(
    "a table without rates, or with no number where one should be, is refused with its place",
    arguments: [
      ("model,sizes\na,8\n", "o.csv:1", "there is no column 'rate_mix', and none 'rates'"),
      ("model,rates,sizes\na,x,8\n", "o.csv:2", "rates is 'x'; expected a finite number"),
      ("model,rates,sizes\na,1,8.5\n", "o.csv:2", "sizes is '8.5'; expected a whole number from 1 to 4096"),
      (
        "model,rates,sizes,max_served_adapters\na,1,8,-3\n", "o.csv:2",
        "max_served_adapters is '-3'; expected a number above 0"
      ),
    ])
  func refused(text: String, place: String, reason: String) throws {
    do {
      _ = try OptimumCase.all(of: BatchTable(ArrayBytes(text), file: "o.csv", requiring: ["model"]))
      Issue.record("accepted")
    } catch {
      #expect(error.reason == reason && error.place?.described == place)
    }
  }
}
