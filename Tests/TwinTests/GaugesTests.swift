import Testing

@testable import Twin

@Suite("Gauges of a fleet", .timeLimit(.minutes(60)))
struct GaugesTests {
  /// Ten blocks, bins of two seconds.
  private func gauges(_ shows: [(running: Int, waiting: Int, blocks: Int, from: Double, to: Double)]) -> Gauges {
    var gauges = Gauges(binSeconds: 2, kvBlocks: 10)
    let counters = Gauges.Counters(preemptions: 1, loads: 2, finished: 3)
    for one in shows {
      gauges.show(
        running: one.running, waiting: one.waiting, blocks: one.blocks, from: one.from, to: one.to, counters)
    }
    gauges.finish(counters)
    return gauges
  }

  @Test("of one server are means over time, and the most of each")
  func one() {
    let one = gauges([(2, 0, 4, 0, 1), (4, 1, 8, 1, 4)])
    #expect(one.meanRunning == 3.5)
    #expect(one.meanWaiting == 0.75)
    #expect(one.meanKVUse == 0.7)
    #expect(one.shareWithWaiting == 0.75)
    #expect((one.maxRunning, one.maxWaiting, one.maxBlocks) == (4, 1, 8))
    #expect(one.bins.map(\.running) == [3, 4])
    #expect(one.bins.map(\.kvUse) == [0.6, 0.8])
  }

  @Test("requests add up over replicas; the cache's use and the share of time with a line are their means")
  func joined() {
    let both = Gauges(joining: [gauges([(2, 1, 4, 0, 4)]), gauges([(6, 0, 8, 0, 4)])])
    #expect(both.meanRunning == 8)
    #expect(both.meanWaiting == 1)
    #expect(abs(both.meanKVUse - 0.6) < 1e-12)
    #expect(both.shareWithWaiting == 0.5)
    #expect((both.maxRunning, both.maxWaiting, both.maxBlocks) == (6, 1, 8))
    #expect(both.bins.map(\.startSeconds) == [0, 2])
    #expect(both.bins.map(\.running) == [8, 8])
    #expect(both.bins.allSatisfy { abs($0.kvUse - 0.6) < 1e-12 })
    #expect(both.bins.map(\.preemptions) == [2, 2])
    #expect(both.bins.map(\.loads) == [4, 4])
    #expect(both.bins.map(\.finished) == [6, 6])
  }

  @Test("a replica with more bins adds its own to the end")
  func longer() {
    let both = Gauges(joining: [gauges([(2, 0, 4, 0, 2)]), gauges([(6, 0, 8, 0, 4)])])
    #expect(both.bins.map(\.running) == [8, 6])
    #expect(zip(both.bins, [0.6, 0.4]).allSatisfy { abs($0.kvUse - $1) < 1e-12 })
  }
}
