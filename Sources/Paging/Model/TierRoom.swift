import Core

/// The resident set of one tier: a bitmap, and how much of the capacity it takes.
final class TierRoom {
  let tier: Tier
  let capacity: Capacity
  let footprints: [Int]
  let words: UnsafeMutablePointer<UInt64>
  private(set) var used = 0
  private(set) var count = 0

  init(_ tier: Tier, capacity: Capacity, adapters: [Adapter]) {
    self.tier = tier
    self.capacity = capacity
    footprints = adapters.map { capacity.footprint(ofBytes: $0.sizeBytes) }
    let wordCount = adapters.count / 64 + 1
    words = .allocate(capacity: wordCount)
    words.initialize(repeating: 0, count: wordCount)
  }

  deinit { words.deallocate() }

  func contains(_ adapter: AdapterID) -> Bool {
    words[adapter.index &>> 6] &>> UInt64(adapter.index & 63) & 1 != 0
  }

  /// Whether the adapter fits into what is free now.
  func hasRoom(for adapter: AdapterID) -> Bool { used + footprints[adapter.index] <= capacity.amount }

  /// Whether the adapter fits into the empty tier.
  func couldHold(_ adapter: AdapterID) -> Bool { footprints[adapter.index] <= capacity.amount }

  func insert(_ adapter: AdapterID) {
    words[adapter.index &>> 6] |= 1 &<< UInt64(adapter.index & 63)
    used += footprints[adapter.index]
    count += 1
  }

  func remove(_ adapter: AdapterID) {
    words[adapter.index &>> 6] &= ~(1 &<< UInt64(adapter.index & 63))
    used -= footprints[adapter.index]
    count -= 1
  }
}
