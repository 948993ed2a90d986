import Core

/// Text ids and their dense numbers: the bytes in one arena, with open addressing.
struct TextTable {
  private struct Entry {
    var start: Int
    var count: Int
    var hash: UInt64
    var index: Int32
  }

  private var arena: [UInt8] = []
  private var entries: [Entry] = []
  /// Places in `entries`, −1 where free; a power of two many, at most half full.
  private var slots: [Int32] = []

  /// The dense number of a text; nil if it is new.
  func index(of text: UnsafeBufferPointer<UInt8>) -> Int32? {
    guard !slots.isEmpty else { return nil }
    let hash = Self.hash(text)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let entry = entries[Int(slots[slot])]
      if entry.hash == hash, arena[entry.start..<entry.start + entry.count].elementsEqual(text) { return entry.index }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Adds a new text.
  mutating func add(_ text: UnsafeBufferPointer<UInt8>, as index: Int32) {
    entries.append(Entry(start: arena.count, count: text.count, hash: Self.hash(text), index: index))
    arena.append(contentsOf: text)
    if entries.count * 2 > slots.count {
      slots = Array(repeating: -1, count: max(1024, slots.count * 2))
      for place in entries.indices { settle(place) }
    } else {
      settle(entries.count - 1)
    }
  }

  private mutating func settle(_ place: Int) {
    var slot = Int(truncatingIfNeeded: entries[place].hash) & (slots.count - 1)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(place)
  }

  /// FNV-1a, finished by SplitMix64.
  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return splitMix64(hash)
  }
}
