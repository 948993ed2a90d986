import Core

/// In what order vLLM's adapter manager touches its slots.
///
/// At each step the manager visits the adapters of the batch in the order of a hash set, which is fixed and arbitrary, and
/// touches each in its LRU list; one that is not there evicts the oldest at that moment. All adapters of the batch were
/// touched in the step before, so where the slots are full that may be one that this very step still needs: it is loaded
/// again when the visit comes to it, and evicts the next. One newcomer so costs several loads. Nothing happens at steps
/// whose adapters are all there, so the touches are told only when one is not: those of the steps since, and then the
/// visit itself.
final class TouchOrder {
  /// The place of each adapter in the order of visits, and the other way round.
  private var places: [Int32] = []
  private var adapters: [Int32] = []
  /// By place: bit p of word p / 64 is set while the adapter is in the batch.
  private var active: [UInt64]
  private var enteredStep: [Int32]
  private var lastTouch: [Int32]
  /// Adapters that left the batch since the last visit that was told.
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

  /// Tells the touches since the last visit that was told, oldest first: adapters that left by their last step, then
  /// those of the step before `step`, each by place.
  func tellTouches(before step: Int, _ tell: (Int) throws(Fault) -> Void) throws(Fault) {
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
    for adapter in older { try tell(Int(adapter)) }
    try visit(recent) { adapter throws(Fault) in
      if enteredStep[adapter] < step || lastTouch[adapter] == step - 1 { try tell(adapter) }
    }
  }

  /// Visits the adapters of the batch by place.
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
