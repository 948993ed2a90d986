import Core

/// The resident set of one tier: a bitmap and the capacity in use.
final class TierRoom {
  let tier: Tier
  let capacity: Capacity
  let footprints: [Int]
  let words: UnsafeMutablePointer<UInt64>
  /// In its own memory, as a hit reads it: access to properties of a class is checked for exclusivity each time.
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

  /// Resident adapters.
  var count: Int { tally.pointee.count }

  func contains(_ adapter: AdapterID) -> Bool {
    words[adapter.index &>> 6] &>> UInt64(adapter.index & 63) & 1 != 0
  }

  /// Whether the adapter fits into the free capacity. A valid configuration has less than 2⁵³ bytes in all, so that
  /// sums of footprints cannot overflow.
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
