import Core
import Testing

@testable import Twin

@Suite("What clients see", .timeLimit(.minutes(60)))
struct MetricsPageTests {
  /// A page that takes a second every two seconds.
  private static var page: MetricsPage {
    var observation = Observation()
    observation.pageMillis = 1000
    return MetricsPage(observation)
  }

  /// Steps of 0.3 s with so many decodes each, for 30 s.
  private static func played(decoded: Int) -> MetricsPage {
    var page = page
    for step in 0..<100 {
      let start = 0.3 * Double(step)
      page.step(from: start, to: start + 0.3, decoded: decoded, running: decoded, change: 0, names: 1)
    }
    return page
  }

  @Test("steps that end in a stall come in one chunk at its end")
  func merged() {
    let page = Self.played(decoded: 10)
    // Stalls begin at 0, 3, 6 …; three steps or four end in each.
    #expect(abs(page.chunkShare - 0.72) < 0.02)
    #expect(abs(page.chunks.weight - 1000 * page.chunkShare) < 1e-6)
    #expect(abs(page.chunks.sum / 300 - 1) < 0.05)
    #expect(page.chunks.quantile(0.99)! > 0.9 && page.chunks.quantile(0.5)! < 0.31)
  }

  @Test("steps of many decodes are never merged nor held up")
  func many() {
    let page = Self.played(decoded: 200)
    #expect(page.chunkShare == 1)
    #expect(abs(page.chunks.quantile(0.99)! - 0.3) < 0.002)
  }

  @Test("of a server without a page are its own times between tokens")
  func noPage() throws {
    let run = try twin(smallServer(), [(0, 0, 4, 5), (0.5, 1, 3, 7)]).run(seed: Seed(1))
    #expect(run.chunks == run.tally.betweenTokens)
  }

  @Test("counts of adapters sum up to the server's")
  func adapters() throws {
    var requests: [(Double, Int, Int, Int)] = []
    for number in 0..<60 { requests.append((Double(number) * 0.7, number % 5, 6 + number % 7, 3 + number % 11)) }
    let run = try twin(
      smallServer(slots: 2, kvBlocks: 14), requests, adapters: 5, seconds: 80, loadSeconds: 0.1
    ).run(seed: Seed(1))
    let adapters = run.tally.adapters
    #expect(run.tally.preemptions > 0 && run.loads > 0 && run.starvedAdapters > 0)
    #expect(adapters.reduce(0) { $0 + $1.preemptions } == run.tally.preemptions)
    #expect(adapters.indices.reduce(0) { $0 + run.loads(of: $1) } == run.loads)
    #expect(
      adapters.reduce(0) { $0 + $1.inputTokens + $1.outputTokens } == run.tally.inputTokens + run.tally.outputTokens)
    #expect(adapters.reduce(0) { $0 + $1.tokensAsked } == requests.reduce(0) { $0 + $1.2 + $1.3 })
  }
}
