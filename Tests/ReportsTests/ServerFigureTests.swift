import Core
import Testing

@testable import Reports

@Suite("Figures of a simulated server", .timeLimit(.minutes(60)))
struct ServerFigureTests {
  private static let record = ServerRecord(
    name: "a model, 2 adapters in 1 slot",
    stretches: [
      .init(startSeconds: 0, running: 3, waiting: 1, kvUse: 0.25),
      .init(startSeconds: 30, running: 5, waiting: 0, kvUse: 0.5),
    ],
    adapters: [
      .init(rate: 0.5, longestSeconds: 2, isStarved: false), .init(rate: 0.1, longestSeconds: 7.5, isStarved: true),
    ],
    firstTokens: [(seconds: 0.02, share: 0.4), (seconds: 0.05, share: 1)], finished: 10)

  @Test("are three, with n, in words, and with a tidy table behind each")
  func all() {
    let figures = ServerFigures(Self.record).all
    #expect(figures.map(\.slug) == ["gauges", "adapter-waits", "first-token"])
    for figure in figures {
      #expect(figure.caption.contains("n = "))
      #expect(figure.title.hasSuffix("a model, 2 adapters in 1 slot"))
    }
    #expect(figures[0].data.csv(.sheet) == "seconds,running,waiting,kv_use\n0.0,3.0,1.0,0.25\n30.0,5.0,0.0,0.5\n")
    #expect(
      figures[1].data.csv(.sheet) == "adapter,rate,longest_wait_s,starved\n0,0.5,2.0,served\n1,0.1,7.5,starved\n")
    #expect(figures[1].alternative.hasSuffix("7.50 s at most; 1 of 2 adapters are starved."))
    #expect(figures[2].alternative.hasSuffix("Half of them have it after 50.0 ms."))
  }

  @Test("of a server that did nothing can be made")
  func nothing() {
    let empty = ServerRecord(name: "m", stretches: [], adapters: [], firstTokens: [], finished: 0)
    #expect(ServerFigures(empty).all.allSatisfy { $0.data.rows.isEmpty })
  }
}
