import Core
import Testing

@testable import Twin

@Suite("vLLM's order of touches", .timeLimit(.minutes(60)))
struct TouchOrderTests {
  /// An LRU list written down literally: at each step the batch is visited by place, each visit touches or evicts.
  private struct Literal {
    var lru: [Int]
    let places: [Int]
    let slots: Int
    var loads = 0

    mutating func step(_ batch: Set<Int>) {
      for adapter in places where batch.contains(adapter) {
        if let index = lru.firstIndex(of: adapter) {
          lru.remove(at: index)
        } else {
          loads += 1
          if lru.count == slots { lru.removeFirst() }
        }
        lru.append(adapter)
      }
    }
  }

  @Test("as many loads as with every touch reported", arguments: 0..<40 as Range<UInt64>)
  func loads(seed: UInt64) throws {
    var stream = RandomStream(Seed(seed))
    let adapters = 3 + stream.integer(below: 12)
    var server = smallServer(slots: 1 + stream.integer(below: adapters))
    server.maxSequences = 6
    var time = 0.0
    let requests = (0..<150).map { _ in
      time += stream.uniform() * 2
      return (time, stream.integer(below: adapters), 1 + stream.integer(below: 5), 1 + stream.integer(below: 6))
    }
    let twin = twin(server, requests, adapters: adapters, seconds: 400)
    let run = try twin.run(seed: Seed(seed))
    let order = TouchOrder(adapterCount: adapters, seed: Seed(seed).derived("visits"))
    for adapter in 0..<adapters { order.enter(adapter, step: 0) }
    var places: [Int] = []
    try order.walk { places.append($0) }
    var literal = Literal(
      lru: Array((adapters - server.slots)..<adapters), places: places, slots: server.slots)
    var batch: [Int: Int] = [:]
    let last = run.decisions.last?.step ?? 0
    for step in 0...last {
      let now = run.decisions.filter { $0.step == step }
      for decision in now where decision.kind == .preempted { batch[decision.request] = nil }
      for decision in now where decision.kind == .admitted { batch[decision.request] = requests[decision.request].1 }
      literal.step(Set(batch.values))
      for decision in now where decision.kind == .finished { batch[decision.request] = nil }
    }
    #expect(run.loads == literal.loads)
  }
}
