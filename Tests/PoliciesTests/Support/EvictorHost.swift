import Core
import Policies
import Testing

/// A host in miniature: slots, pins, adapters in use, and adapters that leave unasked. It checks every answer.
final class EvictorHost {
  var evictor: any Evictor
  let adapterCount: Int
  let capacity: Capacity
  private var words: [UInt64]
  private var held: [UInt64]
  private(set) var count = 0
  private var step = 0
  /// Adapters that `victim` answered, in order.
  var left: [Int] = []
  var hits = 0
  var bypasses = 0

  init(
    _ entry: Shelf.Entry<any Evictor>, given: [(String, String)] = [], adapterCount: Int, capacity: Capacity,
    pageInCosts: [Double] = [], seed: UInt64 = 1
  ) throws {
    let parameters = try Parameters(card: entry.card, given: given.map { (name: $0.0, value: $0.1) })
    evictor = try entry.start(
      Setting(
        adapterCount: adapterCount, capacity: capacity, pageInCosts: pageInCosts, parameters: parameters,
        seed: Seed(seed)))
    self.adapterCount = adapterCount
    self.capacity = capacity
    words = [UInt64](repeating: 0, count: (adapterCount + 63) / 64)
    held = words
  }

  func holds(_ id: Int) -> Bool { words[id / 64] >> UInt64(id % 64) & 1 != 0 }
  func isHeld(_ id: Int) -> Bool { held[id / 64] >> UInt64(id % 64) & 1 != 0 }
  func hold(_ id: Int) { held[id / 64] |= 1 << UInt64(id % 64) }
  func release(_ id: Int) { held[id / 64] &= ~(1 << UInt64(id % 64)) }

  /// An adapter leaves without being asked for.
  func drop(_ id: Int) {
    guard holds(id) else { return }
    words[id / 64] &= ~(1 << UInt64(id % 64))
    count -= 1
  }

  /// A plan, or the start, makes an adapter resident; capacity must be free.
  func place(_ id: Int) throws {
    guard !holds(id) else { return }
    enter(id)
    try evictor.used(Use(adapter: AdapterID(id), step: step, kind: .placed))
  }

  func request(_ id: Int, nextUse: Step = .never) throws {
    defer { step += 1 }
    var use = Use(adapter: AdapterID(id), step: step, kind: .bypass, nextUse: nextUse)
    if holds(id) {
      hits += 1
      use.kind = .hit
    } else if try makeRoom(for: use) {
      enter(id)
      use.kind = .pageIn
    } else {
      bypasses += 1
    }
    try evictor.used(use)
  }

  private func enter(_ id: Int) {
    words[id / 64] |= 1 << UInt64(id % 64)
    count += 1
    #expect(count <= capacity.amount)
  }

  private func makeRoom(for use: Use) throws -> Bool {
    guard try withView({ try evictor.admit(use, among: $0) }) else { return false }
    while count >= capacity.amount {
      let answer = try withView { try evictor.victim(for: use, among: $0) }
      guard let victim = answer else {
        #expect((0..<adapterCount).allSatisfy { !holds($0) || isHeld($0) }, "no victim, though one may leave")
        return false
      }
      if victim == use.adapter { return false }
      try #require(holds(victim.index) && !isHeld(victim.index), "victim \(victim.index) may not leave")
      left.append(victim.index)
      drop(victim.index)
    }
    return true
  }

  private func withView<R>(_ body: (ResidentView) throws -> R) rethrows -> R {
    try words.withUnsafeBufferPointer { resident in
      try held.withUnsafeBufferPointer { held in
        try body(
          ResidentView(
            resident: resident.baseAddress!, held: held.baseAddress!, costs: nil, adapterCount: adapterCount,
            count: count, used: count, capacity: capacity))
      }
    }
  }
}
