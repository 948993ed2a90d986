import Core

/// The order in which vLLM's adapter manager touches its slots.
///
/// At each step the manager visits the adapters of the batch in the order of a hash set, which is fixed and arbitrary, and
/// touches each in its LRU list; an adapter that is missing evicts the oldest at that moment. All adapters of the batch
/// were touched in the step before, so if the slots are full that may be one that this step still needs: it is loaded
/// again when the visit reaches it, and evicts the next one. So one new adapter can cost several loads. Steps without a
/// missing adapter have no effect, so touches are reported only when one is missing: first those of the steps since the
/// last report, then the visit itself.
final class TouchOrder {
  /// The position of each adapter in the order of visits, and the inverse.
  private var places: [Int32] = []
  private var adapters: [Int32] = []
  /// By position: bit p of word p / 64 is set while the adapter is in the batch.
  private var active: [UInt64]
  private var enteredStep: [Int32]
  private var lastTouch: [Int32]
  /// Adapters that left the batch since the last reported visit.
  private var departed: [Int32] = []
  private var isDeparted: [Bool]

  init(adapterCount: Int, seed: Seed) {
    adapters = (0..<Int32(adapterCount)).map { $0 }
    var stream = RandomStream(seed)
    stream.shuffle(&adapters)
    places = Array(repeating: 0, count: adapterCount)
    for (place, adapter) in adapters.enumerated() { places[Int(adapter)] = Int32(place) }
    active = Array(repeating: 0, count: adapterCount / 64 + 1)
    enteredStep = Array(repeating: 0, count: adapterCount)
    lastTouch = Array(repeating: -1, count: adapterCount)
    isDeparted = Array(repeating: false, count: adapterCount)
  }

  func enter(_ adapter: Int, step: Int) {
    let place = Int(places[adapter])
    active[place >> 6] |= 1 << UInt64(place & 63)
    enteredStep[adapter] = Int32(step)
  }

  func leave(_ adapter: Int, lastStep: Int) {
    let place = Int(places[adapter])
    active[place >> 6] &= ~(1 << UInt64(place & 63))
    lastTouch[adapter] = Int32(lastStep)
    if !isDeparted[adapter] {
      isDeparted[adapter] = true
      departed.append(Int32(adapter))
    }
  }

  /// Reports the touches since the last reported visit, oldest first: adapters that left, by their last step, then
  /// those of the step before `step`, each by position.
  func reportTouches(before step: Int, _ report: (Int) throws(Fault) -> Void) throws(Fault) {
    var recent = active
    var older: [Int32] = []
    for adapter in departed {
      isDeparted[Int(adapter)] = false
      let place = Int(places[Int(adapter)])
      if lastTouch[Int(adapter)] == step - 1 {
        recent[place >> 6] |= 1 << UInt64(place & 63)
      } else if !isActive(place) || enteredStep[Int(adapter)] == step {
        older.append(adapter)
      }
    }
    departed.removeAll(keepingCapacity: true)
    older.sort { (lastTouch[Int($0)], places[Int($0)]) < (lastTouch[Int($1)], places[Int($1)]) }
    for adapter in older { try report(Int(adapter)) }
    try visit(recent) { adapter throws(Fault) in
      if enteredStep[adapter] < step || lastTouch[adapter] == step - 1 { try report(adapter) }
    }
  }

  /// Visits the adapters of the batch by position.
  func walk(_ body: (Int) throws(Fault) -> Void) throws(Fault) { try visit(active, body) }

  private func isActive(_ place: Int) -> Bool { active[place >> 6] >> UInt64(place & 63) & 1 != 0 }

  private func visit(_ words: [UInt64], _ body: (Int) throws(Fault) -> Void) throws(Fault) {
    for (index, word) in words.enumerated() {
      var bits = word
      while bits != 0 {
        try body(Int(adapters[index &* 64 &+ bits.trailingZeroBitCount]))
        bits &= bits &- 1
      }
    }
  }
}
