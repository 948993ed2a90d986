import Core

/// The resident set of one tier: a bitmap, and how much of the capacity it takes.
final class TierRoom {
  let tier: Tier
  let capacity: Capacity
  let footprints: [Int]
  let words: UnsafeMutablePointer<UInt64>
  /// In memory of its own, as all that a hit touches: properties of a class are checked for exclusive access each time.
  private let tally: UnsafeMutablePointer<(used: Int, count: Int)>

  init(_ tier: Tier, capacity: Capacity, adapters: [Adapter]) {
    self.tier = tier
    self.capacity = capacity
    footprints = adapters.map { capacity.footprint(ofBytes: $0.sizeBytes) }
    let wordCount = adapters.count / 64 + 1
    words = .allocate(capacity: wordCount)
    words.initialize(repeating: 0, count: wordCount)
    tally = .allocate(capacity: 1)
    tally.initialize(to: (0, 0))
  }

  deinit {
    words.deallocate()
    tally.deallocate()
  }

  /// Units in use.
  var used: Int { tally.pointee.used }

  /// Adapters here.
  var count: Int { tally.pointee.count }

  func contains(_ adapter: AdapterID) -> Bool {
    words[adapter.index &>> 6] &>> UInt64(adapter.index & 63) & 1 != 0
  }

  /// Whether the adapter fits into what is free now. A configuration that holds has all its bytes below 2⁵³, so that sums
  /// of footprints cannot overflow.
  func hasRoom(for adapter: AdapterID) -> Bool { used + footprints[adapter.index] <= capacity.amount }

  /// Whether the adapter fits into the empty tier.
  func couldHold(_ adapter: AdapterID) -> Bool { footprints[adapter.index] <= capacity.amount }

  func insert(_ adapter: AdapterID) {
    words[adapter.index &>> 6] |= 1 &<< UInt64(adapter.index & 63)
    tally.pointee.used += footprints[adapter.index]
    tally.pointee.count += 1
  }

  func remove(_ adapter: AdapterID) {
    words[adapter.index &>> 6] &= ~(1 &<< UInt64(adapter.index & 63))
    tally.pointee.used -= footprints[adapter.index]
    tally.pointee.count -= 1
  }
}
