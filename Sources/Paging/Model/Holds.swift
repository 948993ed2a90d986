import Core

/// The adapters that may not leave, and until when: pinned, in use by a service, or loading.
///
/// A min-heap of ends over a count for each adapter; ties leave in rising adapter order. O(log n) for each hold.
final class Holds {
  private struct Hold {
    var untilSeconds: Double
    var adapter: AdapterID

    func isBefore(_ other: Hold) -> Bool {
      untilSeconds < other.untilSeconds || (untilSeconds == other.untilSeconds && adapter < other.adapter)
    }
  }

  /// Bit a of word a / 64 is set when adapter a may not leave.
  let words: UnsafeMutablePointer<UInt64>
  private let counts: UnsafeMutablePointer<Int32>
  private var heap: [Hold] = []
  private let nextEnd: UnsafeMutablePointer<Double>

  init(adapterCount: Int) {
    words = .allocate(capacity: adapterCount / 64 + 1)
    words.initialize(repeating: 0, count: adapterCount / 64 + 1)
    counts = .allocate(capacity: adapterCount + 1)
    counts.initialize(repeating: 0, count: adapterCount + 1)
    nextEnd = .allocate(capacity: 1)
    nextEnd.initialize(to: .infinity)
  }

  deinit {
    words.deallocate()
    counts.deallocate()
    nextEnd.deallocate()
  }

  /// The time when the next hold ends; infinity if there is none.
  var nextEndSeconds: Double { nextEnd.pointee }

  /// The number of holds that will end.
  var pending: Int { heap.count }

  /// The number of holds of one adapter that will end.
  func count(of adapter: AdapterID) -> Int { Int(counts[adapter.index]) }

  func isHeld(_ adapter: AdapterID) -> Bool {
    words[adapter.index &>> 6] &>> UInt64(adapter.index & 63) & 1 != 0
  }

  /// Holds an adapter without an end.
  func pin(_ adapter: AdapterID) { set(adapter) }

  /// Holds adapters while a plan is applied; returns those that were not held before.
  func protect(_ adapters: [AdapterID]) -> [AdapterID] {
    let free = adapters.filter { !isHeld($0) }
    for adapter in free { set(adapter) }
    return free
  }

  /// Ends the holds of `protect`, except for adapters that a load or a service holds now.
  func unprotect(_ adapters: [AdapterID]) {
    for adapter in adapters where count(of: adapter) == 0 { clear(adapter) }
  }

  /// Holds an adapter until a time.
  func add(_ adapter: AdapterID, untilSeconds: Double) {
    set(adapter)
    counts[adapter.index] += 1
    heap.append(Hold(untilSeconds: untilSeconds, adapter: adapter))
    var child = heap.count - 1
    while child > 0, heap[child].isBefore(heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
    nextEnd.pointee = heap[0].untilSeconds
  }

  /// Holds an adapter until `end`.
  func begin(_ adapter: AdapterID) {
    set(adapter)
    counts[adapter.index] += 1
  }

  /// Ends a hold that `begin` began.
  func end(_ adapter: AdapterID, isPinned: Bool) {
    counts[adapter.index] -= 1
    if counts[adapter.index] == 0, !isPinned { clear(adapter) }
  }

  /// Ends all holds that end at or before `now`. `isPinned` keeps the bit of pinned adapters.
  func release(untilSeconds now: Double, isPinned: (AdapterID) -> Bool) {
    while let first = heap.first, first.untilSeconds <= now {
      counts[first.adapter.index] -= 1
      if counts[first.adapter.index] == 0, !isPinned(first.adapter) {
        clear(first.adapter)
      }
      removeFirst()
    }
    nextEnd.pointee = heap.first?.untilSeconds ?? .infinity
  }

  private func set(_ adapter: AdapterID) { words[adapter.index &>> 6] |= 1 &<< UInt64(adapter.index & 63) }

  private func clear(_ adapter: AdapterID) { words[adapter.index &>> 6] &= ~(1 &<< UInt64(adapter.index & 63)) }

  private func removeFirst() {
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var parent = 0
    while true {
      var least = parent
      let left = 2 * parent + 1
      for child in left..<min(left + 2, max(left, heap.count)) where heap[child].isBefore(heap[least]) {
        least = child
      }
      if least == parent { return }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}
